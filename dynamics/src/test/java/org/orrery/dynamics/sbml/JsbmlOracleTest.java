package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Participant;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.equation.Expr;
import org.sbml.jsbml.ASTNode;
import org.sbml.jsbml.AlgebraicRule;
import org.sbml.jsbml.AssignmentRule;
import org.sbml.jsbml.ExplicitRule;
import org.sbml.jsbml.Model;
import org.sbml.jsbml.SBMLReader;
import org.sbml.jsbml.SimpleSpeciesReference;
import org.sbml.jsbml.SpeciesReference;

/** JSBML, an independent reader of many years, finds the same things in the same files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsbmlOracleTest {
    @ParameterizedTest
    @MethodSource("models")
    void agrees(Path file) throws IOException, XMLStreamException {
        Mechanism ours = new SbmlReader().read(file);
        Model theirs = new SBMLReader().readSBML(file.toFile()).getModel();
        assertThat(ours(ours)).containsExactlyInAnyOrderElementsOf(theirs(theirs));
    }

    static List<Path> models() throws IOException {
        List<Path> models = new ArrayList<>();
        for (Path file : SharedData.models()) {
            // JSBML leaves hierarchical models as they are.
            if (Files.readString(file).contains("xmlns:comp=")) {
                continue;
            }
            try {
                new SbmlReader().read(file);
                models.add(file);
            } catch (Refusal e) {
                assertThat(Files.readString(file)).containsPattern(":fbc=");
            }
        }
        return models;
    }

    private static List<String> ours(Mechanism mechanism) {
        List<String> lines = new ArrayList<>();
        lines.add("model " + mechanism.id() + " " + mechanism.name());
        mechanism.functions().forEach(f -> lines.add("function " + f.id() + f.parameters()));
        mechanism.compartments().forEach(c -> lines.add("compartment " + c.id() + " " + c.size() + " " + c.constant()));
        mechanism.species()
                .forEach(s -> lines.add("species " + s.id() + " in " + s.compartment() + " " + s.amount() + " "
                        + s.concentration() + " " + s.onlySubstance() + " " + s.boundary() + " " + s.constant()));
        mechanism.parameters().forEach(p -> lines.add(p.role() + " " + p.id() + " " + p.value()));
        for (Mechanism.Reaction r : mechanism.reactions()) {
            lines.add("reaction " + r.id() + " " + r.reversible() + " " + r.fast() + " " + r.modifiers() + " "
                    + (r.rate() != null));
            r.reactants().forEach(p -> lines.add(r.id() + " takes " + ours(p)));
            r.products().forEach(p -> lines.add(r.id() + " makes " + ours(p)));
        }
        for (Rule rule : mechanism.rules()) {
            lines.add(switch (rule) {
                case Rule.Assignment assignment -> "assignment " + assignment.target();
                case Rule.Rate rate -> "rate " + rate.target();
                case Rule.Algebraic algebraic -> "algebraic";
            });
        }
        mechanism.initialAssignments().forEach(a -> lines.add("initially " + a.target()));
        for (Mechanism.Event e : mechanism.events()) {
            lines.add("event " + (e.id().startsWith("_E") ? "" : e.id()) + " " + e.initialValue() + " " + e.persistent()
                    + " "
                    + e.valuesFromTriggerTime() + " " + (e.delay() != null) + " " + (e.priority() != null) + " "
                    + e.assignments().stream().map(Mechanism.EventAssignment::target).toList());
        }
        return lines;
    }

    private static String ours(Participant participant) {
        return participant.species() + " " + switch (participant.stoichiometry()) {
            case Expr.Num(double value) -> Double.toString(value);
            case Expr.Sym(String name) -> name;
            case Expr.Time time -> "math";
            case Expr.Call call -> "math";
        };
    }

    private static List<String> theirs(Model model) {
        boolean first = model.getLevel() == 1;
        List<String> lines = new ArrayList<>();
        lines.add("model " + model.getId() + " " + (first ? "" : model.getName()));
        model.getListOfFunctionDefinitions().forEach(f -> {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < f.getArgumentCount(); i++) {
                names.add(f.getArgument(i).getName());
            }
            lines.add("function " + f.getId() + names);
        });
        Set<String> ruled = new java.util.HashSet<>();
        model.getListOfRules().forEach(rule -> {
            if (rule instanceof ExplicitRule explicit) {
                ruled.add(explicit.getVariable());
            }
        });
        model.getListOfCompartments().forEach(c -> lines.add("compartment " + c.getId() + " " + c.getSize() + " "
                + (first ? !ruled.contains(c.getId()) : c.getConstant())));
        model.getListOfSpecies().forEach(s -> lines.add("species " + s.getId() + " in " + s.getCompartment() + " "
                + (s.isSetInitialAmount() ? s.getInitialAmount() : Double.NaN) + " "
                + (s.isSetInitialConcentration() ? s.getInitialConcentration() : Double.NaN) + " "
                + s.getHasOnlySubstanceUnits() + " " + s.getBoundaryCondition() + " " + s.getConstant()));
        model.getListOfParameters().forEach(p -> lines.add(Role.GLOBAL + " " + p.getId() + " " + p.getValue()));
        model.getListOfReactions().forEach(r -> {
            List<String> modifiers = r.getListOfModifiers().stream().map(SimpleSpeciesReference::getSpecies).toList();
            lines.add("reaction " + r.getId() + " " + r.getReversible() + " " + (r.isSetFast() && r.getFast()) + " "
                    + modifiers + " "
                    + (r.isSetKineticLaw() && r.getKineticLaw().isSetMath()));
            r.getListOfReactants().forEach(p -> lines.add(r.getId() + " takes " + theirs(p, lines)));
            r.getListOfProducts().forEach(p -> lines.add(r.getId() + " makes " + theirs(p, lines)));
            if (r.isSetKineticLaw()) {
                r.getKineticLaw().getListOfLocalParameters().forEach(
                        p -> lines.add(Role.LOCAL + " " + r.getId() + "." + p.getId() + " " + p.getValue()));
            }
        });
        model.getListOfRules().forEach(rule -> lines.add(switch (rule) {
            case AlgebraicRule algebraic -> "algebraic";
            case AssignmentRule assignment -> "assignment " + assignment.getVariable();
            default -> "rate " + ((ExplicitRule) rule).getVariable();
        }));
        model.getListOfInitialAssignments().forEach(a -> lines.add("initially " + a.getVariable()));
        model.getListOfEvents().forEach(e -> lines.add("event " + (e.getId().startsWith("_E") ? "" : e.getId()) + " "
                + (model.getLevel() < 3 || e.getTrigger().getInitialValue()) + " "
                + (model.getLevel() < 3 || e.getTrigger().getPersistent()) + " " + e.getUseValuesFromTriggerTime() + " "
                + (e.isSetDelay() && e.getDelay().isSetMath()) + " "
                + (e.isSetPriority() && e.getPriority().isSetMath()) + " "
                + e.getListOfEventAssignments().stream().map(a -> a.getVariable()).toList()));
        return lines;
    }

    private static String theirs(SpeciesReference reference, List<String> lines) {
        if (reference.getLevel() == 3 && reference.isSetId()) {
            lines.add(Role.STOICHIOMETRY + " " + reference.getId() + " " + reference.getStoichiometry());
            return reference.getSpecies() + " " + reference.getId();
        }
        if (!reference.isSetStoichiometryMath()) {
            return reference.getSpecies() + " " + reference.getStoichiometry();
        }
        ASTNode math = reference.getStoichiometryMath().getMath();
        return reference.getSpecies() + " "
                + (math.isNumber() ? Double.toString(math.getReal()) : math.isName() ? math.getName() : "math");
    }
}
