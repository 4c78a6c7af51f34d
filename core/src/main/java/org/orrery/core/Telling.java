package org.orrery.core;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says a claim in one plain sentence. */
final class Telling {
    /** Why a claim is bounded and not answered. */
    static final String LEFT_OPEN = "The model allows every value in the interval; the one given is one of them. What"
            + " would fix it is a further condition on the model.";

    private final Question question;
    private final @Nullable String timeUnit;
    private final String unit;
    private final boolean timed;
    private final boolean cases;

    /** @param cases whether the members of the ensemble are cases of data */
    Telling(Question question, @Nullable String timeUnit, @Nullable String unit, boolean cases) {
        this.cases = cases;
        this.question = question;
        this.timeUnit = timeUnit;
        this.unit = unit == null ? "" : " " + unit;
        this.timed = hasTime(question.quantity());
    }

    static String refused(String reason) {
        return "This question has no answer here. " + reason;
    }

    /** Where the model allows more than one value. */
    String bounded(Estimate estimate, Trial.Finished nominal) {
        Claim.Interval interval = estimate.interval();
        String subject = quantity(question.quantity());
        String within = interval == null ? "" : " between " + ends(interval.low(), interval.high());
        Double off = estimate.off();
        Double on = estimate.on();
        if (off == null || on == null) {
            return "In this model, " + subject + " lies" + within + ": the model leaves it open, and "
                    + Numbers.round(estimate.value(), 6) + unit + " is one possible value.";
        }
        String moves = question.moves().stream().map(this::move).collect(Collectors.joining(" and "));
        return "In this model, " + moves + " changes " + subject + " by something" + within + ": untouched it is "
                + one(off, nominal.offRange()) + ", operated " + one(on, nominal.onRange()) + ".";
    }

    private String one(double value, Run.@Nullable Range range) {
        return range == null ? Numbers.round(value, 6) + unit : "anything between " + ends(range.low(), range.high());
    }

    private String ends(double low, double high) {
        return Numbers.round(low, 6) + " and " + Numbers.round(high, 6) + unit;
    }

    String answered(Estimate estimate, Reckoning reckoning, int members) {
        String subject = quantity(question.quantity());
        Double off = estimate.off();
        Double on = estimate.on();
        if (off == null || on == null) {
            return "In this model, " + subject + " is " + (members > 0 && !reckoning.isPooled() ? "on average " : "")
                    + Numbers.round(estimate.value(), 6) + unit + interval(estimate, reckoning, members) + ".";
        }
        String moves = question.moves().stream().map(this::move).collect(Collectors.joining(" and "));
        String average = members > 0 && !reckoning.isPooled() ? "on average " : "";
        if (estimate.value() == 0) {
            return "In this model, " + moves + " leaves " + subject + " " + average + "unchanged at "
                    + Numbers.round(off, 6) + unit + interval(estimate, reckoning, members) + ".";
        }
        return "In this model, " + moves + " " + average + "changes " + subject + " from " + Numbers.round(off, 6)
                + " to "
                + Numbers.round(on, 6) + unit + ": " + change(estimate.value(), off)
                + interval(estimate, reckoning, members) + ".";
    }

    private String change(double effect, double off) {
        String size = (effect > 0 ? "a rise of " : "a fall of ") + Numbers.round(Math.abs(effect), 4) + unit;
        double percent = Math.abs(effect / off) * 100;
        return percent < 1000 ? size + " (" + Numbers.round(percent, 3) + " %)" : size;
    }

    private String interval(Estimate estimate, Reckoning reckoning, int members) {
        Claim.Interval interval = estimate.interval();
        if (interval == null) {
            return "";
        }
        String range = Numbers.round(interval.low(), 4) + " and " + Numbers.round(interval.high(), 4) + unit;
        String of = estimate.off() == null ? "" : "the effect in ";
        return reckoning.isPooled()
                ? "; with " + members + (cases ? " cases" : " members") + " it is known to lie between " + range
                        + " (95 %)"
                : "; " + of + (!cases
                        ? "95 % of the ensemble"
                        : of.isEmpty() ? "in 95 % of the cases it" : "95 % of the cases") + " lies between " + range;
    }

    private String quantity(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Read read -> read.toString();
            case Quantity.At(Quantity.Read read, double time) -> read + " " + at(time);
            case Quantity.Over(Quantity.Fold fold, Quantity of, Window window) -> switch (fold) {
                case MEAN -> "the mean of ";
                case MAX -> "the largest value of ";
                case MIN -> "the smallest value of ";
                case INTEGRAL -> "the integral of ";
            } + of + " " + (window.isAlways() ? "over the whole run" : when(window));
            case Quantity.Sensitivity(Quantity of, Address to) -> "the sensitivity of " + quantity(of) + " to " + to;
            case Quantity.Steady(Quantity of) -> "the steady state of " + of;
            case Quantity.Expectation(Quantity of) -> "the mean of " + quantity(of);
            case Quantity.Probability(List<Quantity.Comparison> all) ->
                "the probability that " + all.stream().map(c -> quantity(c.left()) + " " + c.relation() + " "
                        + quantity(c.right())).collect(Collectors.joining(" and "));
            case Quantity.Num _,Quantity.At _,Quantity.Binary _,Quantity.Apply _ -> quantity.toString();
        };
    }

    private String move(Intervention move) {
        Address gear = move.address();
        Window window = move.window();
        String during = window.isAlways() ? (timed ? " for the whole run" : "") : " " + when(window);
        return switch (move) {
            case Intervention.Clamp clamp -> "holding " + gear + " at " + Numbers.print(clamp.value()) + during;
            case Intervention.Pulse pulse when window.isInstant() ->
                "setting " + gear + " to " + Numbers.print(pulse.value()) + during;
            case Intervention.Pulse pulse -> "holding " + gear + " at " + Numbers.print(pulse.value()) + during;
            case Intervention.Enter enter -> "holding " + gear + " at " + enter.state() + during;
            case Intervention.Shift shift -> "adding " + Numbers.print(shift.by()) + " to " + gear + during;
            case Intervention.Steer steer -> "adding " + steer.source().path() + " to " + gear + during;
            case Intervention.Scale scale -> "multiplying " + gear + " by " + Numbers.print(scale.factor()) + during;
            case Intervention.Knockout _ -> "knocking out " + gear + during;
            case Intervention.Removal _ -> "removing " + gear + during;
            case Intervention.Freeze _ when !gear.selectors().isEmpty() ->
                "cutting the arrow from " + gear.selectors().getFirst() + " to " + gear.name() + during;
            case Intervention.Freeze _ -> "holding " + gear + " where it stands" + during;
            case Intervention.Swap swap -> "giving " + gear + " the law " + swap.law() + during;
            case Intervention.Patch patch -> "giving " + gear + " " + switch (patch.source()) {
                case Intervention.Source.Mean _ -> "its mean over the reference runs";
                case Intervention.Source.Resample _ -> "its value in another reference run";
                case Intervention.Source.From from -> "its value in " + from.path();
            } + during;
        };
    }

    private String when(Window window) {
        if (window.isInstant()) {
            return at(window.from());
        }
        String from = window.from() == Double.NEGATIVE_INFINITY ? "" : "from " + time(window.from());
        if (!window.isBounded()) {
            return from + " on";
        }
        String to = time(window.to());
        return from.isEmpty() ? "until " + to : from + " to " + (timeUnit == null ? Numbers.print(window.to()) : to);
    }

    private String at(double time) {
        return (isDay() ? "on " : "at ") + time(time);
    }

    private String time(double time) {
        String number = Numbers.print(time);
        return isDay() || "position".equals(timeUnit)
                ? timeUnit + " " + number
                : "time " + number + (timeUnit == null ? "" : " " + timeUnit);
    }

    private boolean isDay() {
        return "day".equals(timeUnit);
    }

    private static boolean hasTime(Quantity quantity) {
        return switch (quantity) {
            case Quantity.At _,Quantity.Over _,Quantity.Steady _ -> true;
            case Quantity.Sensitivity sensitivity -> hasTime(sensitivity.of());
            case Quantity.Num _,Quantity.Read _ -> false;
            case Quantity.Expectation expectation -> hasTime(expectation.of());
            case Quantity.Probability probability ->
                probability.all().stream().anyMatch(c -> hasTime(c.left()) || hasTime(c.right()));
            case Quantity.Binary binary -> hasTime(binary.left()) || hasTime(binary.right());
            case Quantity.Apply apply -> hasTime(apply.of());
        };
    }
}
