#!/usr/bin/env python3
"""Random SBML models with answers, in a folder that bench/sbml-suite judges.

fuzz.py FOLDER [--answers plain|roadrunner] [--first N] [--count N] [--seed S]

The answers are those of plain_sbml.py, or of libRoadRunner. A model is drawn from the seed and its number alone. Moments
at which something happens have odd digits, so that no reading falls on one; events have priorities of their own, so that
chance decides nothing. What libRoadRunner 2.10 is known to get wrong is not drawn for it; what neither finishes is left out.
"""
import argparse
import math
import multiprocessing
import os
import random

import libsbml

import plain_sbml

START, END, STEPS = 0.0, 6.0, 30


class Draft:
    """One model in the making."""

    def __init__(self, rng, rich):
        self.rng = rng
        self.rich = rich
        self.level, self.version = rng.choice([(3, 2), (3, 2), (3, 1), (2, 4)])
        self.document = libsbml.SBMLDocument(self.level, self.version)
        self.model = self.document.createModel()
        self.model.setId("random")
        self.settings = libsbml.L3ParserSettings()
        self.settings.setModel(self.model)
        self.delays = rich and self.chance(0.25)
        self.compartments, self.species, self.parameters, self.functions = [], [], [], []
        self.fixed = []        # symbols that keep their value
        self.changing = []     # symbols that nothing determines yet and that may change
        self.assigned = []     # symbols with an assignment rule, in order
        self.reactions = []
        self.references = []   # species references with a symbol

    def number(self, low=0.2, high=2.0):
        return round(math.exp(self.rng.uniform(math.log(low), math.log(high))), 4)

    def chance(self, share):
        return self.rng.random() < share

    def math(self, element, text):
        tree = libsbml.parseL3FormulaWithSettings(text, self.settings)
        if tree is None:
            raise ValueError(text + ": " + libsbml.getLastParseL3Error())
        if element.setMath(tree) != libsbml.LIBSBML_OPERATION_SUCCESS:
            raise ValueError(text)

    def readable(self):
        return self.compartments + self.species + self.parameters + self.assigned

    # --- expressions: bounded, and smooth but for conditions

    def leaf(self, symbols):
        kind = self.rng.random()
        if kind < 0.6 and symbols:
            return self.rng.choice(symbols)
        if kind < 0.7:
            return "time"
        if kind < 0.73 and self.level == 3:
            return "(avogadro/6.02214179e23)"
        return str(self.number())

    def expression(self, symbols, depth=2):
        if depth == 0:
            return self.leaf(symbols)
        a = lambda: self.expression(symbols, depth - 1)
        forms = [
            lambda: "(%s + %s)" % (a(), a()),
            lambda: "(%s - %s)/2" % (a(), a()),
            lambda: "(%s*%s)/(1 + abs(%s))" % (a(), a(), a()),
            lambda: "sin(%s)" % a(),
            lambda: "exp(-abs(%s))" % a(),
            lambda: "tanh(%s)" % a(),
            lambda: "sqrt(1 + (%s)^2)" % a(),
            lambda: "ln(1 + abs(%s))" % a(),
            lambda: "log10(1.5 + abs(%s))" % a(),
            lambda: "root(3, 1 + abs(%s))" % a(),
            lambda: "abs(%s)^%s" % (a(), self.number(1, 2)),
            lambda: "piecewise(%s, %s, %s)" % (a(), self.condition(symbols), a()),
            lambda: "piecewise(%s, %s, %s, %s, %s)" % (a(), self.condition(symbols), a(), self.condition(symbols), a()),
            lambda: "arctan(%s)" % a(),
            lambda: "cos(%s)" % a(),
        ]
        if self.functions:
            forms.append(self.call(a))
        if self.rich:
            forms += [lambda: "floor(3*%s)/3" % self.number(), lambda: "ceil(3*%s)/3" % self.number(),
                      lambda: "sech(%s)" % a(), lambda: "arccot(1 + abs(%s))" % a(), lambda: "tan(tanh(%s))" % a(),
                      lambda: "arcsin(tanh(%s)/2)" % a(), lambda: "arccosh(1.5 + abs(%s))" % a(),
                      lambda: "sinh(tanh(%s))" % a(), lambda: "coth(1 + abs(%s))" % a(), lambda: "factorial(3)/7",
                      lambda: "log(2, 1.5 + abs(%s))" % a(), lambda: "pi/4 - exponentiale/5",
                      lambda: "1/(1 + (%s)^2)" % a(), lambda: "(%s)^3/(1 + (%s)^4)" % (a(), self.leaf(symbols)),
                      lambda: "arcsec(1.5 + abs(%s))" % a(), lambda: "arccsch(1 + abs(%s))" % a(),
                      lambda: "csc(1 + tanh(%s)/3)" % a(), lambda: "cot(1 + tanh(%s)/3)" % a(),
                      lambda: "arctanh(tanh(%s)/2)" % a(), lambda: "sec(tanh(%s))" % a()]
            if self.delays:
                forms += [lambda: "delay(%s, %s)" % (self.expression(symbols, 1), self.number(0.1, 2))]
        if (self.level, self.version) == (3, 2):
            forms += [lambda: "max(%s, %s)" % (a(), a()), lambda: "min(%s, %s, %s)" % (a(), a(), a()),
                      lambda: "piecewise(%s, implies(%s, %s), %s)" % (a(), self.condition(symbols),
                                                                       self.condition(symbols), a()),
                      lambda: "rem(%s, %s)" % (self.number(2, 9), self.number(1, 2)),
                      lambda: "quotient(%s, %s)" % (self.number(2, 9), self.number(1, 2))]
        return self.rng.choice(forms)()

    def call(self, argument):
        name, count = self.rng.choice(self.functions)
        return lambda: "%s(%s)" % (name, ", ".join(argument() for _ in range(count)))

    def condition(self, symbols):
        kind = self.rng.random()
        moment = round(self.rng.uniform(0.3, 5.5), 4) + 0.00317
        simple = "time %s %s" % (self.rng.choice(["<", ">", ">=", "<="]), moment)
        if kind < 0.5 or not symbols:
            return simple
        other = "%s > %s" % (self.rng.choice(symbols), self.number())
        forms = [other, "(%s && %s)" % (simple, other), "(%s || %s)" % (simple, other), "!(%s)" % other,
                 "xor(%s, %s)" % (simple, other)]
        if self.rich:
            forms += ["(%s < %s < %s)" % (self.number(0.2, 0.6), self.rng.choice(symbols), self.number(0.6, 2)),
                      "(true && %s)" % other, "(%s >= %s)" % (self.rng.choice(symbols), self.rng.choice(symbols)),
                      "(time > %s > %s)" % (moment, moment - 0.5), "neq(%s, 1)" % self.rng.choice(symbols)]
        return self.rng.choice(forms)

    # --- parts

    def build(self):
        for part in (self.make_functions, self.make_compartments, self.make_parameters, self.make_species,
                     self.make_reactions, self.make_rules, self.make_initial_assignments, self.make_events):
            part()
        return self

    def make_functions(self):
        for i in range(self.rng.choice([0, 0, 1, 2])):
            count = self.rng.choice([1, 2])
            names = ["x", "y"][:count]
            inner = self.call(lambda: self.rng.choice(names))() if self.functions and self.chance(0.5) else None
            body = inner or self.rng.choice(["%s/(0.5 + abs(%s))", "%s*exp(-abs(%s))", "(%s + sin(%s))/2"]) % (
                names[0], names[-1])
            function = self.model.createFunctionDefinition()
            function.setId("f%d" % i)
            tree = libsbml.parseL3Formula("lambda(%s, %s)" % (", ".join(names), body))
            function.setMath(tree)
            self.functions.append(("f%d" % i, count))

    def make_compartments(self):
        for i in range(self.rng.choice([1, 1, 2, 3])):
            compartment = self.model.createCompartment()
            name = "c%d" % i
            compartment.setId(name)
            varies = self.chance(0.35)
            compartment.setConstant(not varies)
            if self.level == 3:
                compartment.setSpatialDimensions(3)
            elif self.chance(0.2):
                compartment.setSpatialDimensions(2)
            if not (self.level == 2 and self.chance(0.15)):
                compartment.setSize(self.number(0.4, 3))
            else:
                compartment.setSize(1)
            self.compartments.append(name)
            (self.changing if varies else self.fixed).append(name)

    def make_parameters(self):
        for i in range(self.rng.randint(2, 6)):
            parameter = self.model.createParameter()
            name = "p%d" % i
            parameter.setId(name)
            parameter.setValue(self.number())
            varies = self.chance(0.6)
            parameter.setConstant(not varies)
            self.parameters.append(name)
            (self.changing if varies else self.fixed).append(name)
        self.factor = None
        if self.level == 3 and self.chance(0.35):
            parameter = self.model.createParameter()
            parameter.setId("factor")
            parameter.setValue(self.number(0.5, 2))
            parameter.setConstant(True)
            self.fixed.append("factor")
            self.parameters.append("factor")
            self.factor = "factor"
            if self.chance(0.5):
                self.model.setConversionFactor("factor")

    def make_species(self):
        self.reactive = []
        for i in range(self.rng.randint(2, 5)):
            species = self.model.createSpecies()
            name = "S%d" % i
            species.setId(name)
            species.setCompartment(self.rng.choice(self.compartments))
            if self.chance(0.5):
                species.setInitialAmount(self.number())
            else:
                species.setInitialConcentration(self.number())
            species.setHasOnlySubstanceUnits(self.chance(0.35))
            boundary = self.chance(0.25)
            constant = boundary and self.chance(0.3)
            species.setBoundaryCondition(boundary)
            species.setConstant(constant)
            if self.factor and self.chance(0.4):
                species.setConversionFactor(self.factor)
            self.species.append(name)
            if constant:
                self.fixed.append(name)
            elif boundary:
                self.changing.append(name)
                self.reactive.append(name)
            else:
                self.reactive.append(name)

    def make_reactions(self):
        self.stoichiometries = []
        for i in range(self.rng.randint(1, 4)):
            if not self.reactive:
                return
            reaction = self.model.createReaction()
            name = "J%d" % i
            reaction.setId(name)
            reaction.setReversible(self.chance(0.5))
            if (self.level, self.version) != (3, 2):
                reaction.setFast(False)
            reactants = [self.rng.choice(self.reactive) for _ in range(self.rng.choice([0, 1, 1, 2]))]
            products = [self.rng.choice(self.reactive) for _ in range(self.rng.choice([0, 1, 1, 2]))]
            if not self.rich:  # libRoadRunner adds up a species' stoichiometries wrongly where one of them has a name
                reactants = list(dict.fromkeys(reactants))
                products = [p for p in dict.fromkeys(products) if p not in reactants]
            for side, names in ((reaction.createReactant, reactants), (reaction.createProduct, products)):
                for each in names:
                    self.make_reference(side(), each)
            modifier = None
            if self.chance(0.4):
                modifier = self.rng.choice(self.species)
                reaction.createModifier().setSpecies(modifier)
            law = reaction.createKineticLaw()
            constant = self.rng.choice([p for p in self.parameters])
            if self.chance(0.6 if self.rich else 0.4):
                local = law.createLocalParameter() if self.level == 3 else law.createParameter()
                shadowed = self.parameters if not self.rich else self.parameters + self.compartments + self.reactions \
                    + [s for s in self.species if s not in reactants]
                local.setId(self.rng.choice(shadowed) if self.chance(0.6) else "k%d" % i)
                local.setValue(self.number(0.1, 1))
                constant = local.getId()
            text = "0.5*" + constant
            for each in dict.fromkeys(reactants):
                text += "*%s" % each
            if not reactants and self.chance(0.5):
                text = "0.5*abs(%s)" % constant
            if modifier and modifier not in reactants and modifier != constant:
                text += "/(1 + %s^2)" % modifier if self.chance(0.5) else "*%s/(1 + abs(%s))" % (modifier, modifier)
            if self.chance(0.5) and reactants:
                home = self.model.getSpecies(reactants[0]).getCompartment()
                text = "%s*%s" % (home, text)
            if self.rich and self.chance(0.3):
                text += "*abs(%s)" % self.expression([s for s in self.parameters + self.compartments if s != constant], 1)
            if self.chance(0.15):
                text += "*piecewise(1, %s, 0.3)" % self.condition([])
            self.math(law, text)
            self.reactions.append(name)

    def make_reference(self, reference, species):
        reference.setSpecies(species)
        value = self.rng.choice([1, 1, 1, 2, 0.5, 1.5])
        if self.level == 3:
            reference.setStoichiometry(value)
            reference.setConstant(True)
            if self.chance(0.15):
                name = "n%d" % len(self.references)
                reference.setId(name)
                self.references.append(name)
                if self.chance(0.6):
                    reference.setConstant(False)
                    self.stoichiometries.append(name)
        elif self.chance(0.15):
            self.math(reference.createStoichiometryMath(),
                      self.rng.choice(["2*%s/(1 + %s)" % ((self.rng.choice(self.fixed) if self.fixed else "1",) * 2), "3/2"]))
        else:
            reference.setStoichiometry(value)

    def make_rules(self):
        open_symbols = list(self.changing) + self.stoichiometries
        self.rng.shuffle(open_symbols)
        self.free = []
        readable = list(self.fixed) + [s for s in self.species if s not in open_symbols]
        states = []
        for name in open_symbols:
            kind = self.rng.random()
            if kind < 0.3:
                states.append(name)
                readable.append(name)
            elif kind < 0.65:
                pass
            else:
                self.free.append(name)
                readable.append(name)
        ruled = [n for n in open_symbols if n not in states and n not in self.free]
        for name in ruled:
            rule = self.model.createAssignmentRule()
            rule.setVariable(name)
            if name in self.compartments:
                self.math(rule, "1 + 0.3*sin(%s)" % self.expression([s for s in readable if s not in self.compartments
                                                                    and s not in self.species], 1))
            elif name in self.stoichiometries:
                self.math(rule, "1 + 0.5*sin(%s)" % self.expression(readable, 1))
            else:
                symbols = readable + (self.reactions if self.chance(0.3) else [])
                self.math(rule, self.expression(symbols, 2))
            self.assigned.append(name)
            if name not in self.compartments and name not in self.stoichiometries:
                readable.append(name)
        for name in states:
            rule = self.model.createRateRule()
            rule.setVariable(name)
            text = "0.3*sin(%s)" % self.expression(readable, 1)
            if name in self.compartments:
                text = "0.1*cos(%s)" % self.expression(readable, 1)
            elif self.chance(0.5):
                text += " - 0.2*%s" % name
            if (self.level, self.version) == (3, 2) and self.chance(0.4) and self.reactive and self.rich:
                text += " + 0.1*tanh(rateOf(%s))" % self.rng.choice(self.reactive)
            self.math(rule, text)
        self.known, self.states = readable, states

    def make_initial_assignments(self):
        targets = [s for s in self.species + self.parameters + self.compartments + self.references
                   if s not in self.assigned]
        self.rng.shuffle(targets)
        if not self.chance(0.5):
            return
        for name in targets[:self.rng.randint(1, 2)]:
            sources = self.readable() + self.reactions if self.rich and self.chance(0.5) else [
                s for s in self.parameters + self.compartments if s not in targets[:2] and s not in self.assigned]
            assignment = self.model.createInitialAssignment()
            assignment.setSymbol(name)
            self.math(assignment, "0.4 + abs(%s)" % self.expression(sources, 1).replace("time", "1.25"))

    def make_events(self):
        targets = [s for s in self.free + self.states + self.reactive
                   if s not in self.assigned]
        if not targets:
            return
        self.last = 1.00217
        for i in range(self.rng.choice([0, 1, 2, 3, 4] if self.rich else [0, 0, 1, 1, 2, 3])):
            event = self.model.createEvent()
            event.setId("E%d" % i)
            trigger = event.createTrigger()
            symbols = self.known
            moment = round(self.rng.uniform(0.3, 5.5), 4) + 0.00217
            kind = self.rng.random()
            if kind < 0.5 or not symbols:
                text = "time > %s" % moment
            elif kind < 0.8:
                text = "%s > %s" % (self.rng.choice(symbols), self.number())
            else:
                text = self.condition(symbols)
            if self.chance(0.4 if self.rich else 0.15) and i > 0:
                text = "time > %s" % self.last
            elif self.rich and self.chance(0.1):
                text = "time >= 0" if self.chance(0.5) else "time > -1"
            else:
                self.last = moment
            self.math(trigger, text)
            if self.level == 3:
                trigger.setInitialValue(self.chance(0.6))
                trigger.setPersistent(self.chance(0.6))
            event.setUseValuesFromTriggerTime(self.chance(0.6))
            if self.chance(0.4):
                delay = event.createDelay()
                self.math(delay, "%s" % self.number(0.1, 1.5) if self.chance(0.6)
                          else "0.1 + abs(%s)" % self.expression(symbols, 1))
            else:
                event.setUseValuesFromTriggerTime(True)
            if self.level == 3:
                self.math(event.createPriority(), "%d + tanh(%s)/3" % (3 * i, self.expression(symbols, 1))
                          if self.chance(0.4) else str(3 * i + 0.5))
            chosen = self.rng.sample(targets, min(len(targets), self.rng.choice([1, 1, 2])))
            if not self.rich and set(chosen) & set(self.compartments):
                chosen = chosen[:1]  # libRoadRunner takes the old size for a concentration that is set beside it
            for name in chosen:
                assignment = event.createEventAssignment()
                assignment.setVariable(name)
                if name in self.compartments or name in self.references:
                    self.math(assignment, "0.5 + abs(tanh(%s))" % self.expression(symbols, 1))
                elif self.chance(0.4):
                    self.math(assignment, "%s + %s" % (name, self.number(0.2, 1)))
                else:
                    self.math(assignment, "abs(%s)" % self.expression(symbols, 1))


def draw(seed, number, rich):
    for attempt in range(50):
        rng = random.Random("%d/%d/%d" % (seed, number, attempt))
        try:
            draft = Draft(rng, rich).build()
        except ValueError:
            continue
        text = libsbml.writeSBMLToString(draft.document)
        document = libsbml.readSBMLFromString(text)
        document.setConsistencyChecks(libsbml.LIBSBML_CAT_UNITS_CONSISTENCY, False)
        document.setConsistencyChecks(libsbml.LIBSBML_CAT_MODELING_PRACTICE, False)
        document.checkConsistency()
        if document.getNumErrors(libsbml.LIBSBML_SEV_ERROR) == 0:
            return draft, text
    raise SystemExit("no valid model for number %d" % number)


def readings(draft, number):
    rng = random.Random(number)
    amounts, concentrations, plain = [], [], []
    for each in draft.species:
        (amounts if rng.random() < 0.5 else concentrations).append(each)
    plain = draft.parameters + draft.compartments + draft.reactions
    return amounts, concentrations, plain


def simulate(text, selections, pipe):
    import roadrunner
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_FATAL)
    try:
        model = roadrunner.RoadRunner(text)
        model.integrator.relative_tolerance = 1e-9
        model.integrator.absolute_tolerance = 1e-12
        model.integrator.maximum_num_steps = 100000
        model.integrator.maximum_time_step = 0.005  # it would step over short pulses
        model.timeCourseSelections = ["time"] + selections
        result = model.simulate(START, END, STEPS + 1)
        pipe.send([list(row) for row in result])
    except Exception as error:  # whatever the library throws
        pipe.send("%s: %s" % (type(error).__name__, str(error)[:300]))


def interpret(text, amounts, concentrations, others, pipe):
    try:
        model = plain_sbml.Plain(text)
        pipe.send([[t] + [model.amount(s) for s in amounts] + [model.concentration(s) for s in concentrations]
                   + [model(s) for s in others] for t in model.run([END * i / STEPS for i in range(STEPS + 1)])])
    except (ArithmeticError, ValueError, TypeError, RecursionError, KeyError) as error:
        pipe.send("%s: %s" % (type(error).__name__, error))


def answer(simulator, text, *selections):
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=simulator, args=(text, *selections, theirs))
    process.start()
    theirs.close()
    got = None
    try:
        if ours.poll(60):
            got = ours.recv()
    except EOFError:
        pass
    process.join(1)
    if process.is_alive():
        process.kill()
    return got


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--answers", choices=["plain", "roadrunner"], default="plain")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.answers == "roadrunner":
        import roadrunner  # noqa: F401  loaded once, before the forks
    left = {}
    for number in range(options.first, options.first + options.count):
        draft, text = draw(options.seed, number, options.answers == "plain")
        amounts, concentrations, plain = readings(draft, number)
        names = amounts + concentrations + plain
        if options.answers == "plain":
            rows = answer(interpret, text, amounts, concentrations, plain)
        else:
            rows = answer(simulate, text, amounts + ["[%s]" % s for s in concentrations] + plain)
        if not isinstance(rows, list):
            left[number] = rows or "no answer"
            continue
        if not all(math.isfinite(value) for row in rows for value in row):
            left[number] = "not finite"
            continue
        case = "%05d" % number
        folder = os.path.join(options.folder, case)
        os.makedirs(folder, exist_ok=True)
        base = os.path.join(folder, case)
        with open("%s-sbml-l%dv%d.xml" % (base, draft.level, draft.version), "w") as out:
            out.write(text)
        with open(base + "-results.csv", "w") as out:
            out.write("time," + ",".join(names) + "\n")
            out.writelines(",".join(repr(float(value)) for value in row) + "\n" for row in rows)
        with open(base + "-settings.txt", "w") as out:
            out.write("start: %g\nduration: %g\nsteps: %d\nvariables: %s\nabsolute: 1e-6\nrelative: 1e-4\namount: %s\n"
                      "concentration: %s\n" % (START, END - START, STEPS, ", ".join(names), ", ".join(amounts),
                                               ", ".join(concentrations)))
    print("%d models, %d left out" % (options.count, len(left)))
    for number, why in left.items():
        print("%05d %s" % (number, why.replace("\n", " ")))


if __name__ == "__main__":
    main()
