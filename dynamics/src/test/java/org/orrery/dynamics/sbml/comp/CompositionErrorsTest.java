package org.orrery.dynamics.sbml.comp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.orrery.dynamics.sbml.comp.HierarchyText.cell;
import static org.orrery.dynamics.sbml.comp.HierarchyText.comp;
import static org.orrery.dynamics.sbml.comp.HierarchyText.constant;
import static org.orrery.dynamics.sbml.comp.HierarchyText.document;
import static org.orrery.dynamics.sbml.comp.HierarchyText.list;
import static org.orrery.dynamics.sbml.comp.HierarchyText.model;
import static org.orrery.dynamics.sbml.comp.HierarchyText.parameter;
import static org.orrery.dynamics.sbml.comp.HierarchyText.parameters;
import static org.orrery.dynamics.sbml.comp.HierarchyText.ports;
import static org.orrery.dynamics.sbml.comp.HierarchyText.produces;
import static org.orrery.dynamics.sbml.comp.HierarchyText.read;
import static org.orrery.dynamics.sbml.comp.HierarchyText.replaces;
import static org.orrery.dynamics.sbml.comp.HierarchyText.rule;
import static org.orrery.dynamics.sbml.comp.HierarchyText.rules;
import static org.orrery.dynamics.sbml.comp.HierarchyText.species;
import static org.orrery.dynamics.sbml.comp.HierarchyText.submodel;
import static org.orrery.dynamics.sbml.comp.HierarchyText.submodels;

import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/** Hierarchies that do not fit together: what is said of them, with the line. */
class CompositionErrorsTest {
    private static final String ONE = model("one", parameters(parameter("x", 1), parameter("y", 1)),
            rules(rule("rateRule", "y", "x")));

    private static String replacing(String attributes) {
        return document(parameters(parameter("k", 1, replaces(attributes))) + submodels(submodel("A", "one")), ONE);
    }

    @Test
    void modelsThatContainThemselves() {
        assertMessage(document(submodels(submodel("A", "a")), model("a", submodels(submodel("B", "b"))),
                model("b", submodels(submodel("C", "a")))),
                "small.xml, line 16: submodel C makes model b contain itself: model a, model b, model a.");
        assertMessage(document(submodels(submodel("A", "top"))),
                "small.xml, line 4: submodel A makes model top contain itself: model top, model top.");
    }

    @Test
    void modelsThatAreNotThere() {
        String text = document(submodels(submodel("A", "oen")), ONE);
        assertMessage(text, "small.xml, line 4: submodel A asks for the model oen, which small.xml does not define.");
        assertAdvice(text, "Maybe one is meant.");
        assertMessage(document("", ONE, ONE),
                "small.xml, line 17: model one is defined a second time; the first is in line 6.");
        assertMessage(replacing("submodelRef=B idRef=x"),
                "small.xml, line 5: replacedElement is in the submodel B, which model top does not have.");
    }

    @Test
    void elementsThatAreNotThere() {
        String text = replacing("submodelRef=A idRef=z");
        assertMessage(text, "small.xml, line 5: replacedElement names the id z, which submodel A does not have.");
        assertMessage(replacing("submodelRef=A metaIdRef=x"),
                "small.xml, line 5: replacedElement names the metaid x, which submodel A does not have.");
        assertMessage(replacing("submodelRef=A unitRef=x"),
                "small.xml, line 5: replacedElement names the unit x, which submodel A does not have.");
        assertMessage(replacing("submodelRef=A portRef=x"),
                "small.xml, line 5: replacedElement names the port x, which submodel A does not have.");
        assertAdvice(replacing("submodelRef=A portRef=x"), "Maybe idRef is meant: there is an element of this id.");
        assertMessage(document(submodels(submodel("A", "one", comp("deletion", "id=d idRef=z"))), ONE),
                "small.xml, line 5: deletion d names the id z, which submodel A does not have.");
    }

    @Test
    void referencesThatAreNone() {
        assertMessage(replacing("submodelRef=A"), "small.xml, line 5: replacedElement refers to nothing.");
        assertMessage(replacing("submodelRef=A idRef=x metaIdRef=_x"),
                "small.xml, line 5: replacedElement refers in more than one way: idRef, metaIdRef.");
        assertMessage(
                document(submodels(submodel("A", "one", comp("deletion", "idRef=x", comp("sBaseRef", "idRef=y")))),
                        ONE),
                "small.xml, line 5: deletion looks into parameter A.x, which is no submodel.");
    }

    @Test
    void portsThatLeadNowhere() {
        String dangling = ONE.replace("</comp:modelDefinition>", ports("id=p idRef=z") + "</comp:modelDefinition>");
        assertMessage(document(submodels(submodel("A", "one")), dangling),
                "small.xml, line 19: port p names the id z, which submodel A does not have.");
        String toPort = ONE.replace("</comp:modelDefinition>",
                ports("id=p portRef=q", "id=q idRef=x") + "</comp:modelDefinition>");
        assertMessage(document(submodels(submodel("A", "one")), toPort),
                "small.xml, line 19: port p leads to another port.");
        String twice = ONE.replace("</comp:modelDefinition>",
                ports("id=p idRef=x", "id=p idRef=y") + "</comp:modelDefinition>");
        assertMessage(document(submodels(submodel("A", "one")), twice), "small.xml, line 20: port p is there twice.");
    }

    @Test
    void kindsThatDiffer() {
        String pool = model("pool", cell(""), list("listOfSpecies", species("S", 1, "")),
                list("listOfReactions", produces("J", "S", "1", "")));
        String main = parameters(parameter("k", 1, replaces("submodelRef=A idRef=S")))
                + submodels(submodel("A", "pool"));
        assertMessage(document(main, pool),
                "small.xml, line 5: parameter k cannot replace species A.S: the kinds differ.");
        String by = cell("") + list("listOfSpecies", species("T", 1, comp("replacedBy", "submodelRef=A idRef=x")))
                + submodels(submodel("A", "one"));
        assertMessage(document(by, ONE),
                "small.xml, line 5: parameter A.x cannot stand for species T: the kinds differ.");
        assertThat(read(document(cell("") + list("listOfSpecies", species("T", 1, replaces("submodelRef=A idRef=x")))
                + submodels(submodel("A", "one")), ONE)).rules()).hasSize(1);
    }

    @Test
    void twoReplacementsOfOneElement() {
        String main = parameters(parameter("k", 1, replaces("submodelRef=A idRef=x")),
                parameter("l", 1, replaces("submodelRef=A metaIdRef=_x"))) + submodels(submodel("A", "one"));
        assertMessage(document(main, ONE),
                "small.xml, line 9: parameter l refers to parameter A.x, which is already replaced (line 5).");
        String deleted = parameters(parameter("k", 1, replaces("submodelRef=A idRef=x")))
                + submodels(submodel("A", "one", comp("deletion", "idRef=x")));
        assertMessage(document(deleted, ONE),
                "small.xml, line 5: parameter k refers to parameter A.x, which is already deleted (line 11).");
        String stands = parameters(parameter("k", 1, comp("replacedBy", "submodelRef=A idRef=x")),
                parameter("l", 1, replaces("submodelRef=A idRef=x"))) + submodels(submodel("A", "one"));
        assertMessage(document(stands, ONE),
                "small.xml, line 6: parameter l replaces parameter A.x, which already stands for parameter k.");
    }

    @Test
    void aDeletionOfWhatTheSubmodelReplaced() {
        String middle = model("middle", parameters(parameter("k", 1, replaces("submodelRef=in idRef=x"))),
                submodels(submodel("in", "one")));
        String text = document(
                submodels(submodel("A", "middle", comp("deletion", "idRef=in", comp("sBaseRef", "idRef=x")))),
                middle, ONE);
        assertMessage(text,
                "small.xml, line 5: deletion deletes parameter A.in.x, which is already replaced (line 14).");
    }

    @Test
    void whatIsDeletedIsNamedByNothing() {
        assertMessage(document(submodels(submodel("A", "one", comp("deletion", "idRef=x"))), ONE),
                "small.xml, line 18: the rule for A__y uses A__x, which is not declared.");
        String inside = ONE.replace("</listOfRules>", "</listOfRules>" + submodels(submodel("in", "two")));
        String two = model("two", parameters(parameter("q", 1)), rules(rule("rateRule", "q", "q")));
        String joined = inside.replace("constant=\"false\"></parameter>\n<parameter id=\"y\"",
                "constant=\"false\">" + replaces("submodelRef=in idRef=q") + "</parameter>\n<parameter id=\"y\"");
        assertMessage(document(submodels(submodel("A", "one", comp("deletion", "idRef=x"),
                comp("deletion", "metaIdRef=_rateRule_of_y"))), joined, two),
                "small.xml, line 35: the rule sets A__x, which is not declared.");
    }

    @Test
    void conversionFactorsThatConvertNothing() {
        assertMessage(replacing("submodelRef=A idRef=x conversionFactor=c"),
                "small.xml, line 5: replacedElement has the conversion factor c, which is no parameter of model top.");
        String event = "<listOfEvents><event id=\"e\" useValuesFromTriggerTime=\"true\"><trigger initialValue=\"true\" persistent=\"true\"/>%s</event></listOfEvents>";
        String main = parameters(constant("c", 1))
                + event.formatted(replaces("submodelRef=A idRef=e conversionFactor=c"))
                + submodels(submodel("A", "m"));
        assertMessage(document(main, model("m", event.formatted(""))),
                "small.xml, line 7: replacedElement has a conversion factor, but event A.e has no value to convert.");
        String clock = "<comp:listOfSubmodels><comp:submodel comp:id=\"A\" comp:modelRef=\"one\" comp:timeConversionFactor=\"t\"/></comp:listOfSubmodels>";
        assertMessage(document(clock, ONE),
                "small.xml, line 3: submodel A has the timeConversionFactor t, which is no parameter of model top.");
    }

    @Test
    void notesAboutDeletions() {
        assertMessage(replacing("submodelRef=A deletion=d"),
                "small.xml, line 5: replacedElement names the deletion d, which submodel A does not have.");
        String main = parameters(parameter("k", 1, replaces("submodelRef=A deletion=d")),
                parameter("l", 1, replaces("submodelRef=A deletion=d")))
                + submodels(submodel("A", "one", comp("deletion", "id=d metaIdRef=_rateRule_of_y")));
        assertThat(read(document(main, ONE)).rules()).isEmpty();
        assertMessage(document(main.replaceFirst("comp:deletion=", "comp:conversionFactor=\"l\" comp:deletion="), ONE),
                "small.xml, line 5: replacedElement has both a deletion and a conversion factor.");
    }

    @Test
    void wordsThatThePackageDoesNotHave() {
        String mistyped = replacing("submodelRef=A idRef=x").replace("comp:replacedElement", "comp:replacedElment");
        assertThatThrownBy(() -> read(mistyped)).isInstanceOf(Refusal.class).hasMessage(
                "small.xml, line 5: <replacedElment> of the package comp does not belong into <listOfReplacedElements>.");
        assertMessage(replacing("submodelRef=A idref=x"),
                "small.xml, line 5: <replacedElement> has the attribute idref, which the package comp does not know there.");
        assertMessage(replacing("idRef=x"), "small.xml, line 5: <replacedElement> has no submodelRef.");
        assertMessage(
                document("<comp:listOfSubmodels>\n<comp:submodel comp:modelRef=\"one\"/></comp:listOfSubmodels>", ONE),
                "small.xml, line 4: <submodel> has no id.");
    }

    @Test
    void modelsThatGrowLikeAPower() {
        String[] models = new String[20];
        for (int i = 0; i < models.length; i++) {
            String next = i + 1 == models.length
                    ? ""
                    : submodels(submodel("A", "m" + (i + 1)), submodel("B", "m" + (i + 1)),
                            submodel("C", "m" + (i + 1)));
            models[i] = model("m" + i, parameters(parameter("x", 1)), next);
        }
        assertThatThrownBy(() -> read(document(submodels(submodel("A", "m0")), models)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageMatching("small.xml, line \\d+: the model has more than 20000 submodels at submodel \\w.");
        String[] chain = new String[80];
        for (int i = 0; i < chain.length; i++) {
            chain[i] = model("m" + i, i + 1 == chain.length ? "" : submodels(submodel("A", "m" + (i + 1))));
        }
        assertThatThrownBy(() -> read(document(submodels(submodel("A", "m0")), chain))).isInstanceOf(InvalidInput.class)
                .hasMessageMatching("small.xml, line \\d+: submodel A is nested deeper than 64 models.");
    }

    private static void assertMessage(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidInput.class).hasMessage(message);
    }

    private static void assertAdvice(String text, String advice) {
        assertThat(catchThrowableOfType(InvalidInput.class, () -> read(text)).advice()).isEqualTo(advice);
    }
}
