package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.dynamics.sbml.SbmlText.ci;
import static org.orrery.dynamics.sbml.SbmlText.level2;
import static org.orrery.dynamics.sbml.SbmlText.level3;
import static org.orrery.dynamics.sbml.SbmlText.math;
import static org.orrery.dynamics.sbml.SbmlText.read;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Event;
import org.orrery.dynamics.mechanism.Mechanism.EventAssignment;
import org.orrery.dynamics.mechanism.Mechanism.InitialAssignment;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/** Functions, rules, events and the time: what the mathematics of a file becomes. */
class SbmlMathTest {
    private static final String PARAMETERS = """
            <listOfParameters><parameter id="k" value="1" constant="false"/>
            <parameter id="time" value="2" constant="false"/></listOfParameters>
            """;
    private static final String TIME = "<csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/time\">t</csymbol>";

    @Test
    void aFunctionMayBeDefinedBelowItsUse() {
        Mechanism mechanism = read(level3("<listOfFunctionDefinitions>"
                + function("twice", "x", apply("plus", call("same", ci("x")), ci("x"))) + function("same", "y", ci("y"))
                + "</listOfFunctionDefinitions>" + PARAMETERS + rule("k", call("twice", TIME))));
        assertThat(mechanism.rules())
                .containsExactly(new Rule.Assignment("k", Expr.call(Operator.ADD, Expr.TIME, Expr.TIME)));
        assertThat(mechanism.functions()).containsExactly(
                new Mechanism.Function("twice", List.of("x"), Expr.call(Operator.ADD, Expr.sym("x"), Expr.sym("x"))),
                new Mechanism.Function("same", List.of("y"), Expr.sym("y")));
    }

    @Test
    void aFunctionMayNotCallItself() {
        assertMessage("<listOfFunctionDefinitions>" + function("f", "x", call("g", ci("x"))) + "\n"
                + function("g", "x", call("f", ci("x"))) + "</listOfFunctionDefinitions>" + PARAMETERS
                + rule("k", call("f", ci("time"))),
                "small.xml, line 4: function f calls itself by way of f, g.");
    }

    @Test
    void whatNothingCallsSpoilsNothing() {
        Mechanism mechanism = read(level3("<listOfFunctionDefinitions>" + function("f", "x", call("f", ci("x"))) + "\n"
                + function("g", "x", ci("y")) + function("h", "x", "<apply><sum/><ci>x</ci></apply>")
                + function("i", "x", call("none", ci("x"))) + function("j", "x", ci("x"))
                + "</listOfFunctionDefinitions>"
                + PARAMETERS + rule("k", call("j", TIME))));
        assertThat(mechanism.functions()).extracting(Mechanism.Function::id).containsExactly("j");
        assertThat(mechanism.rules()).containsExactly(new Rule.Assignment("k", Expr.TIME));
        assertThat(mechanism.remarks()).hasSize(4).allMatch(remark -> remark.contains("nothing calls it"))
                .first().asString().contains("function f:", "small.xml, line 3: function f calls itself");
    }

    @Test
    void aFunctionUsesItsArgumentsOnly() {
        assertMessage("<listOfFunctionDefinitions>\n" + function("f", "x", ci("k")) + "</listOfFunctionDefinitions>"
                + PARAMETERS + rule("k", call("f", ci("time"))),
                "small.xml, line 4: function f uses k, which is not one of its arguments.");
        assertMessage("<listOfFunctionDefinitions>" + function("f", "x", ci("x")) + "</listOfFunctionDefinitions>\n"
                + PARAMETERS + rule("k", call("f", ci("time") + ci("k"))),
                "small.xml, line 6: function f takes 1 argument and is given 2.");
        assertMessage(PARAMETERS + rule("k", call("f", ci("time"))), "small.xml, line 5: there is no function `f`");
    }

    @Test
    void functionsOfFunctionsMayNotGrowWithoutEnd() {
        StringBuilder laughs = new StringBuilder("<listOfFunctionDefinitions>" + function("f0", "x", ci("x")));
        for (int i = 1; i < 60; i++) {
            laughs.append(function("f" + i, "x",
                    apply("plus", call("f" + (i - 1), ci("x")), call("f" + (i - 1), ci("x")))));
        }
        laughs.append("</listOfFunctionDefinitions>" + PARAMETERS + rule("k", call("f59", TIME)));
        assertThatThrownBy(() -> read(level3(laughs.toString()))).isInstanceOf(Refusal.class)
                .hasMessageContaining("the calls of functions make formulas of more than 500000 parts");
    }

    @Test
    void aSymbolMayBeCalledTime() {
        assertThat(read(level3(PARAMETERS + rule("k", apply("plus", ci(" time "), TIME)))).rules())
                .containsExactly(new Rule.Assignment("k", Expr.call(Operator.ADD, Expr.sym("time"), Expr.TIME)));
    }

    @Test
    void aLocalParameterHidesEverythingElseOfItsName() {
        Mechanism mechanism = read(level3(PARAMETERS + """
                <listOfReactions><reaction id="r" reversible="false"><kineticLaw>
                %s<listOfLocalParameters><localParameter id="k" value="7"/></listOfLocalParameters></kineticLaw></reaction>
                <reaction id="s" reversible="false"><kineticLaw>%s</kineticLaw></reaction></listOfReactions>
                """.formatted(math(apply("times", ci("k"), ci("time"))), math(ci("k")))));
        assertThat(mechanism.reactions().get(0).rate())
                .isEqualTo(Expr.call(Operator.MUL, Expr.sym("r.k"), Expr.sym("time")));
        assertThat(mechanism.reactions().get(1).rate()).isEqualTo(Expr.sym("k"));
    }

    @Test
    void algebraicRulesAndInitialAssignmentsAreKept() {
        Mechanism mechanism = read(level3(PARAMETERS + "<listOfInitialAssignments><initialAssignment symbol=\"k\">"
                + math("<cn type=\"rational\">1<sep/>4</cn>") + "</initialAssignment></listOfInitialAssignments>"
                + "<listOfRules><algebraicRule>" + math(apply("minus", ci("k"), ci("time")))
                + "</algebraicRule></listOfRules>"));
        assertThat(mechanism.initialAssignments()).containsExactly(new InitialAssignment("k", Expr.num(0.25)));
        assertThat(mechanism.rules())
                .containsExactly(new Rule.Algebraic(Expr.call(Operator.SUB, Expr.sym("k"), Expr.sym("time"))));
    }

    @Test
    void anEventOfLevelTwoHasItsDefaults() {
        Mechanism mechanism = read(level2(1, PARAMETERS + "<listOfEvents><event><trigger>"
                + math(apply("gt", TIME, "<cn>3</cn>")) + "</trigger><delay>" + math("<cn>2</cn>")
                + "</delay><listOfEventAssignments><eventAssignment variable=\"k\">" + math("<cn>9</cn>")
                + "</eventAssignment></listOfEventAssignments></event></listOfEvents>"));
        assertThat(mechanism.events()).containsExactly(new Event("_E0", "",
                Expr.call(Operator.GT, Expr.TIME, Expr.num(3)), true, true, Expr.num(2), null, true,
                List.of(new EventAssignment("k", Expr.num(9)))));
    }

    @Test
    void anEventOfLevelThreeSaysEverything() {
        String event = "<event id=\"E\" name=\"dose\" useValuesFromTriggerTime=\"false\"><trigger initialValue=\"false\" persistent=\"false\">"
                + math(apply("gt", TIME, "<cn>3</cn>")) + "</trigger><priority>" + math(ci("k"))
                + "</priority></event>";
        assertThat(read(level3(PARAMETERS + "<listOfEvents>" + event + "</listOfEvents>")).events())
                .containsExactly(new Event("E", "dose", Expr.call(Operator.GT, Expr.TIME, Expr.num(3)), false, false,
                        null, Expr.sym("k"), false, List.of()));
    }

    @Test
    void mathematicsMayBeAbsentInLevelThreeVersionTwo() {
        Mechanism mechanism = read(level3(PARAMETERS + """
                <listOfInitialAssignments><initialAssignment symbol="k"/></listOfInitialAssignments>
                <listOfRules><rateRule variable="k"><math xmlns="http://www.w3.org/1998/Math/MathML"/></rateRule></listOfRules>
                <listOfReactions><reaction id="r" reversible="false"><kineticLaw/></reaction></listOfReactions>
                <listOfEvents><event id="E" useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true"/></event></listOfEvents>
                """));
        assertThat(mechanism.rules()).isEmpty();
        assertThat(mechanism.initialAssignments()).isEmpty();
        assertThat(mechanism.events()).isEmpty();
        assertThat(mechanism.reactions().getFirst().rate()).isEqualTo(Expr.ZERO);
        assertThat(mechanism.remarks()).containsExactly("kinetic law of r: has no mathematics; left out",
                "initial assignment of k: has no mathematics; left out", "rule for k: has no mathematics; left out",
                "trigger of event E: has no mathematics; left out",
                "event E: has no trigger and never happens; left out");
    }

    @Test
    void brokenMathematicsIsFoundInItsLine() {
        assertMessage(PARAMETERS + "<listOfRules><assignmentRule variable=\"k\">"
                + math("<apply><plus/>\n<cn>1</cn>\n<cn>one</cn></apply>") + "</assignmentRule></listOfRules>",
                "small.xml, line 7: `one` is not a number");
    }

    private static String function(String id, String argument, String body) {
        return "<functionDefinition id=\"" + id + "\">"
                + math("<lambda><bvar>" + ci(argument) + "</bvar>" + body + "</lambda>") + "</functionDefinition>";
    }

    private static String rule(String target, String body) {
        return "<listOfRules><assignmentRule variable=\"" + target + "\">" + math(body)
                + "</assignmentRule></listOfRules>";
    }

    private static String call(String function, String arguments) {
        return "<apply>" + ci(function) + arguments + "</apply>";
    }

    private static String apply(String operator, String left, String right) {
        return "<apply><" + operator + "/>" + left + right + "</apply>";
    }

    private static void assertMessage(String content, String message) {
        assertThatThrownBy(() -> read(level3(content))).isInstanceOf(InvalidInput.class).hasMessage(message);
    }
}
