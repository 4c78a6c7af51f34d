"""A plain interpreter of SBML core, by the specification's text: slow, with fixed steps, and nothing shared with Orrery."""
import bisect
import math

import libsbml

AVOGADRO = 6.02214179e23
BINARY = {libsbml.AST_MINUS: "-", libsbml.AST_DIVIDE: "/"}
CALLS = {libsbml.AST_FUNCTION_ABS: "abs", libsbml.AST_FUNCTION_SIN: "math.sin", libsbml.AST_FUNCTION_COS: "math.cos",
         libsbml.AST_FUNCTION_TANH: "math.tanh", libsbml.AST_FUNCTION_EXP: "math.exp", libsbml.AST_FUNCTION_LN: "math.log",
         libsbml.AST_FUNCTION_ARCTAN: "math.atan", libsbml.AST_FUNCTION_MAX: "max", libsbml.AST_FUNCTION_MIN: "min",
         libsbml.AST_FUNCTION_REM: "math.fmod", libsbml.AST_FUNCTION_FLOOR: "math.floor",
         libsbml.AST_FUNCTION_CEILING: "math.ceil", libsbml.AST_FUNCTION_TAN: "math.tan", libsbml.AST_FUNCTION_SINH: "math.sinh",
         libsbml.AST_FUNCTION_COSH: "math.cosh", libsbml.AST_FUNCTION_ARCSIN: "math.asin",
         libsbml.AST_FUNCTION_ARCCOS: "math.acos", libsbml.AST_FUNCTION_ARCSINH: "math.asinh",
         libsbml.AST_FUNCTION_ARCCOSH: "math.acosh", libsbml.AST_FUNCTION_ARCTANH: "math.atanh"}
RECIPROCAL = {libsbml.AST_FUNCTION_SEC: "math.cos", libsbml.AST_FUNCTION_CSC: "math.sin", libsbml.AST_FUNCTION_COT: "math.tan",
              libsbml.AST_FUNCTION_SECH: "math.cosh", libsbml.AST_FUNCTION_CSCH: "math.sinh",
              libsbml.AST_FUNCTION_COTH: "math.tanh"}
INVERSE = {libsbml.AST_FUNCTION_ARCSEC: "math.acos", libsbml.AST_FUNCTION_ARCCSC: "math.asin",
           libsbml.AST_FUNCTION_ARCCOT: "math.atan", libsbml.AST_FUNCTION_ARCSECH: "math.acosh",
           libsbml.AST_FUNCTION_ARCCSCH: "math.asinh", libsbml.AST_FUNCTION_ARCCOTH: "math.atanh"}
COMPARE = {libsbml.AST_RELATIONAL_LT: "<", libsbml.AST_RELATIONAL_GT: ">", libsbml.AST_RELATIONAL_LEQ: "<=",
           libsbml.AST_RELATIONAL_GEQ: ">=", libsbml.AST_RELATIONAL_EQ: "==", libsbml.AST_RELATIONAL_NEQ: "!="}


def python(node, functions, local):
    """The text of a Python expression over ``v``."""
    kind = node.getType()
    parts = [python(node.getChild(i), functions, local) for i in range(node.getNumChildren())] \
        if kind not in (libsbml.AST_FUNCTION_RATE_OF, libsbml.AST_FUNCTION) else []
    if node.isNumber():
        return repr(float(node.getValue()))
    if kind == libsbml.AST_NAME:
        return local[node.getName()] if node.getName() in local else "v(%r)" % node.getName()
    if kind == libsbml.AST_NAME_TIME:
        return "v.t"
    if kind == libsbml.AST_NAME_AVOGADRO:
        return repr(AVOGADRO)
    if kind == libsbml.AST_CONSTANT_TRUE or kind == libsbml.AST_CONSTANT_FALSE:
        return str(kind == libsbml.AST_CONSTANT_TRUE)
    if kind == libsbml.AST_PLUS:
        return "(%s)" % (" + ".join(parts) or "0.0")
    if kind == libsbml.AST_TIMES:
        return "(%s)" % (" * ".join(parts) or "1.0")
    if kind == libsbml.AST_MINUS and len(parts) == 1:
        return "(-%s)" % parts[0]
    if kind in BINARY:
        return "(%s %s %s)" % (parts[0], BINARY[kind], parts[1])
    if kind in (libsbml.AST_POWER, libsbml.AST_FUNCTION_POWER):
        return "(%s ** %s)" % tuple(parts)
    if kind == libsbml.AST_FUNCTION_ROOT:
        return "(%s ** (1 / %s))" % ((parts[1], parts[0]) if len(parts) == 2 else (parts[0], "2"))
    if kind == libsbml.AST_FUNCTION_LOG:
        return "math.log(%s, %s)" % ((parts[1], parts[0]) if len(parts) == 2 else (parts[0], "10"))
    if kind == libsbml.AST_FUNCTION_QUOTIENT:
        return "float(int(%s / %s))" % tuple(parts)
    if kind in RECIPROCAL:
        return "(1 / %s(%s))" % (RECIPROCAL[kind], parts[0])
    if kind in INVERSE:
        return "%s(1 / %s)" % (INVERSE[kind], parts[0])
    if kind == libsbml.AST_FUNCTION_FACTORIAL:
        return "float(math.factorial(round(%s)))" % parts[0]
    if kind == libsbml.AST_CONSTANT_PI:
        return "math.pi"
    if kind == libsbml.AST_CONSTANT_E:
        return "math.e"
    if kind in CALLS:
        return "%s(%s)" % (CALLS[kind], ", ".join(parts))
    if kind in COMPARE and len(parts) > 2:
        return "v.seen_as(all((%s,)))" % ", ".join("%s %s %s" % (a, COMPARE[kind], b)
                                                    for a, b in zip(parts, parts[1:]))
    if kind in COMPARE:
        return "v.seen_as(%s)" % (" %s " % COMPARE[kind]).join(parts)
    if kind == libsbml.AST_LOGICAL_AND:
        return "(%s)" % " and ".join(parts)
    if kind == libsbml.AST_LOGICAL_OR:
        return "(%s)" % " or ".join(parts)
    if kind == libsbml.AST_LOGICAL_NOT:
        return "(not %s)" % parts[0]
    if kind == libsbml.AST_LOGICAL_XOR:
        return "(sum(map(bool, [%s])) %% 2 == 1)" % ", ".join(parts)
    if kind == libsbml.AST_LOGICAL_IMPLIES:
        return "((not %s) or %s)" % tuple(parts)
    if kind == libsbml.AST_FUNCTION_PIECEWISE:
        text = parts[-1] if len(parts) % 2 else "math.nan"
        for i in range(len(parts) // 2 - 1, -1, -1):
            text = "(%s if %s else %s)" % (parts[2 * i], parts[2 * i + 1], text)
        return text
    if kind == libsbml.AST_FUNCTION_DELAY:
        return "v.delayed(lambda v: %s, %s)" % tuple(parts)
    if kind == libsbml.AST_FUNCTION_RATE_OF:
        return "v.rate(%r)" % node.getChild(0).getName()
    if kind == libsbml.AST_FUNCTION:
        definition = functions[node.getName()]
        arguments = {definition.getArgument(i).getName(): python(node.getChild(i), functions, local)
                     for i in range(definition.getNumArguments())}
        return python(definition.getBody(), functions, arguments)
    raise ValueError("not known: " + libsbml.formulaToL3String(node))


class Plain:
    def __init__(self, text):
        self.document = libsbml.readSBMLFromString(text)
        model = self.model = self.document.getModel()
        self.level = self.document.getLevel()
        self.functions = {f.getId(): f for f in model.getListOfFunctionDefinitions()}
        self.species = {s.getId(): s for s in model.getListOfSpecies()}
        self.compartments = {c.getId() for c in model.getListOfCompartments()}
        self.base, self.assigned, self.rates, self.laws = {}, {}, {}, {}
        for c in model.getListOfCompartments():
            self.base[c.getId()] = c.getSize()
        for p in model.getListOfParameters():
            self.base[p.getId()] = p.getValue()
        self.references = []
        for r in model.getListOfReactions():
            law = r.getKineticLaw()
            local = {p.getId(): repr(p.getValue())
                     for p in (law.getListOfLocalParameters() if self.level == 3 else law.getListOfParameters())}
            self.laws[r.getId()] = self.compile(law.getMath(), local)
            for sign, side in ((-1, r.getListOfReactants()), (1, r.getListOfProducts())):
                for x in side:
                    name = x.getId() or "#%d" % len(self.references)
                    if x.isSetStoichiometryMath():
                        self.assigned[name] = self.compile(x.getStoichiometryMath().getMath())
                    else:
                        self.base[name] = x.getStoichiometry() if x.isSetStoichiometry() else 1.0
                    self.references.append((sign, name, x.getSpecies(), r.getId()))
        for rule in model.getListOfRules():
            (self.rates if rule.isRate() else self.assigned)[rule.getVariable()] = self.compile(rule.getMath())
        self.initial = {i.getSymbol(): self.compile(i.getMath()) for i in model.getListOfInitialAssignments()}
        self.t, self.truths = 0.0, []
        self.start()
        self.events = []
        for e in model.getListOfEvents():
            self.events.append(dict(
                trigger=self.compile(e.getTrigger().getMath()), persistent=e.getTrigger().getPersistent(),
                last=e.getTrigger().getInitialValue() if self.level == 3 else True,
                delay=self.compile(e.getDelay().getMath()) if e.isSetDelay() else lambda v: 0.0,
                priority=self.compile(e.getPriority().getMath()) if e.isSetPriority() else lambda v: -math.inf,
                early=e.getUseValuesFromTriggerTime(),
                sets=[(a.getVariable(), self.compile(a.getMath())) for a in e.getListOfEventAssignments()]))
        self.waiting = []

    def compile(self, node, local=None):
        return eval("lambda v: " + python(node, self.functions, local or {}), {"math": math})

    def start(self):
        """Initial values, each by what determines it; amounts are kept for species."""
        self.starting, self.names, self.seen = True, [], set()
        values = {}
        for name in list(self.base) + list(self.species):
            values[name] = self(name)
        self.starting = False
        for name, value in values.items():
            if name in self.species and name not in self.assigned:
                self.base[name] = value if self.is_amount(name) else value * values[self.species[name].getCompartment()]
            elif name in self.base:
                self.base[name] = value

    def is_amount(self, name):
        return self.species[name].getHasOnlySubstanceUnits()

    def __call__(self, name):
        """What a symbol means in mathematics."""
        if name in self.assigned:
            return self.assigned[name](self)
        if self.starting and name in self.initial:
            return self.initial[name](self)
        if name in self.laws:
            return self.laws[name](self)
        self.seen.add(name)
        if name not in self.species:
            return self.base[name]
        species = self.species[name]
        volume = lambda: self(species.getCompartment())
        if self.starting and self.t <= 0:
            if species.isSetInitialAmount():
                return species.getInitialAmount() if self.is_amount(name) else species.getInitialAmount() / volume()
            concentration = species.getInitialConcentration()
            return concentration * volume() if self.is_amount(name) else concentration
        return self.base[name] if self.is_amount(name) else self.base[name] / volume()

    def amount(self, name):
        return self(name) if self.is_amount(name) else self(name) * self(self.species[name].getCompartment())

    def concentration(self, name):
        return self(name) / self(self.species[name].getCompartment()) if self.is_amount(name) else self(name)

    def slope(self, name):
        """The rate of change of what is kept: of the amount for a species."""
        if name in self.rates:
            rate = self.rates[name](self)
            if name in self.species and not self.is_amount(name):
                home = self.species[name].getCompartment()
                return rate * self(home) + self(name) * self.slope(home)
            return rate
        if name in self.species and not self.species[name].getBoundaryCondition():
            factor = self.species[name].getConversionFactor() or self.model.getConversionFactor()
            total = sum(sign * self(reference) * self(reaction)
                        for sign, reference, species, reaction in self.references if species == name)
            return total * (self(factor) if factor else 1.0)
        if name in self.assigned:
            return self.along(name)
        return 0.0

    def along(self, name):
        """The derivative of what an assignment gives, by a difference along the run."""
        h = 1e-5
        t, kept = self.t, dict(self.base)
        self.seen = set()
        self(name)
        slopes = {n: self.slope(n) for n in set(self.seen) if n in self.names}
        ends = []
        for side in (h, -h):
            self.t, self.base = t + side, {n: x + side * slopes.get(n, 0.0) for n, x in kept.items()}
            ends.append(self(name))
        self.t, self.base = t, kept
        return (ends[0] - ends[1]) / (2 * h)

    def delayed(self, value, ago):
        """What an expression was some time ago; before the start the start's values hold."""
        then = self.t - ago
        t, base = self.t, self.base
        if ago <= 0:
            return value(self)
        self.t, self.base = then, self.past(then)
        try:
            return value(self)
        finally:
            self.t, self.base = t, base

    def past(self, t):
        if t <= self.history[0][0]:
            return self.before
        at = bisect.bisect_right(self.history, t, key=lambda entry: entry[0]) - 1
        t0, base = self.history[at]
        if at + 1 == len(self.history):
            return base
        t1, after = self.ends[at + 1]
        share = (t - t0) / (t1 - t0) if t1 > t0 else 0.0
        return {n: x + share * (after[n] - x) for n, x in base.items()}

    def rate(self, name):
        if name in self.rates:
            return self.rates[name](self)
        if name in self.species and not self.is_amount(name):
            home = self.species[name].getCompartment()
            return (self.slope(name) - self(name) * self.slope(home)) / self(home)
        return self.slope(name)

    # --- time

    def step(self, h):
        names = self.names
        t, y = self.t, [self.base[n] for n in names]

        def f(dt, k):
            self.t = t + dt
            for i, n in enumerate(names):
                self.base[n] = y[i] + dt * k[i] if k else y[i]
            return [self.slope(n) for n in names]
        a = f(0, None)
        b = f(h / 2, a)
        c = f(h / 2, b)
        d = f(h, c)
        self.t = t + h
        for i, n in enumerate(names):
            self.base[n] = y[i] + h / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i])

    def advance(self, target):
        """To a time; of several conditions that turn in one step the first is found by halving."""
        while self.t < target - 1e-12:
            due = min([w["due"] for w in self.waiting] + [target])
            h = min(self.h, due - self.t)
            t, kept = self.t, dict(self.base)
            if h > 0:
                before = self.turns()
                self.step(h)
                if self.turns() != before:
                    low, high = 0.0, h
                    while high - low > 1e-12:
                        middle = (low + high) / 2
                        self.t, self.base = t, dict(kept)
                        self.step(middle)
                        low, high = (middle, high) if self.turns() == before else (low, middle)
                    self.t, self.base = t, dict(kept)
                    self.step(low)  # all stages before the turn
                    self.step(high - low)
                if due - self.t < 1e-12:
                    self.t = due
            self.ends.append((self.t, dict(self.base)))
            self.settle()
            self.history.append((self.t, dict(self.base)))

    def seen_as(self, truth):
        self.truths.append(truth)
        return truth

    def turns(self):
        """How all comparisons stand, those of the triggers first."""
        self.truths = []
        for e in self.events:
            self.truths.append(bool(e["trigger"](self)))
        for n in self.names:
            self.slope(n)
        return list(self.truths)

    def settle(self):
        while True:
            for i, e in enumerate(self.events):
                now = bool(e["trigger"](self))
                if now and not e["last"]:
                    self.waiting.append(dict(event=e, due=self.t + e["delay"](self),
                                             values=[f(self) for _, f in e["sets"]] if e["early"] else None))
                if not now and e["last"] and not e["persistent"]:
                    self.waiting = [w for w in self.waiting if w["event"] is not e]
                e["last"] = now
            ready = [w for w in self.waiting if w["due"] <= self.t]
            if not ready:
                return
            best = max(ready, key=lambda w: w["event"]["priority"](self))
            self.waiting.remove(best)
            e = best["event"]
            values = best["values"] if best["values"] is not None else [f(self) for _, f in e["sets"]]
            for (name, _), value in zip(e["sets"], values):
                if name not in self.species or self.is_amount(name):
                    self.base[name] = value
            for (name, _), value in zip(e["sets"], values):
                if name in self.species and not self.is_amount(name):
                    self.base[name] = value * self(self.species[name].getCompartment())

    def run(self, times, h=2e-3):
        self.h = h
        self.names = [n for n in self.base if n in self.rates or n in self.species and n not in self.assigned
                      and not self.species[n].getBoundaryCondition() and not self.species[n].getConstant()]
        self.before = dict(self.base)
        self.history, self.ends = [(0.0, self.before)], [(0.0, self.before)]
        self.settle()
        self.history[0] = (0.0, dict(self.base))
        for t in times:
            self.advance(t)
            yield t
