package dev.coffer.bonus.template;

import dev.coffer.bonus.rule.Rule;
import dev.coffer.core.money.Money;
import java.util.stream.Stream;

/** Looks into eligibility rules. */
final class Rules {

    private Rules() {}

    /** The rule and every rule within it. */
    static Stream<Rule> all(Rule rule) {
        Stream<Rule> within = switch (rule) {
            case Rule.All all -> all.rules().stream().flatMap(Rules::all);
            case Rule.Any any -> any.rules().stream().flatMap(Rules::all);
            case Rule.Not not -> all(not.rule());
            case Rule.Anybody anybody -> Stream.empty();
            case Rule.CountryIn in -> Stream.empty();
            case Rule.KycTierAtLeast at -> Stream.empty();
            case Rule.SegmentIn in -> Stream.empty();
            case Rule.DepositCount count -> Stream.empty();
            case Rule.DepositedAtLeast least -> Stream.empty();
            case Rule.AmountBetween between -> Stream.empty();
            case Rule.AccountAge age -> Stream.empty();
            case Rule.IdleFor idle -> Stream.empty();
            case Rule.TimeWindow window -> Stream.empty();
        };
        return Stream.concat(Stream.of(rule), within);
    }

    /** What the occasion's amount is compared with; it is in the currency that awards are in. */
    static Stream<Money> amounts(Rule rule) {
        return all(rule)
                .filter(Rule.AmountBetween.class::isInstance)
                .map(Rule.AmountBetween.class::cast)
                .flatMap(between -> Stream.concat(Stream.ofNullable(between.min()), Stream.ofNullable(between.max())));
    }
}
