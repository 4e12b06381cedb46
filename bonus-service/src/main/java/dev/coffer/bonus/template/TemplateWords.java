package dev.coffer.bonus.template;

import dev.coffer.bonus.award.AwardTerms.Wagering;
import dev.coffer.bonus.rule.Rule;
import dev.coffer.bonus.rule.RuleWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a template says, in sentences for players. */
final class TemplateWords {

    private static final int HUNDREDTHS = 2;

    private TemplateWords() {}

    static List<String> of(TemplateContent content) {
        List<String> words = new ArrayList<>();
        words.add("You get " + value(content.value()) + ".");
        if (!(content.eligibility() instanceof Rule.Anybody)) {
            words.add("For " + RuleWords.of(content.eligibility()) + ".");
        }
        play(content, words);
        competition(content.competition(), words);
        if (content.selection() != null) {
            words.addAll(content.selection().words());
        }
        wagering(content, words);
        limits(content.limits(), words);
        if (content.schedule().from() != null) {
            words.add("From " + content.schedule().from() + ".");
        }
        if (content.schedule().until() != null) {
            words.add("Until " + content.schedule().until() + ".");
        }
        if (content.stackingGroup() != null) {
            words.add("Not together with another open bonus of the group " + content.stackingGroup() + ".");
        }
        return List.copyOf(words);
    }

    private static String value(BonusValue value) {
        return switch (value) {
            case BonusValue.Fixed fixed -> fixed.amount().toString();
            case BonusValue.Percentage percentage ->
                decimal(percentage.hundredths()) + " % of the amount"
                        + (percentage.cap() == null ? "" : ", at most " + percentage.cap());
            case BonusValue.Tiers tiers ->
                tiers.tiers().stream()
                        .map(tier -> value(tier.worth()) + " for amounts from " + tier.from()
                                + (tier.below() == null ? "" : " to below " + tier.below()))
                        .collect(Collectors.joining("; "));
            case BonusValue.FreeUnits units -> units.count() + " free games of " + units.worth() + " each";
            case BonusValue.Prizes prizes ->
                prizes.places().stream()
                        .map(prize -> prizes.of(prize.from()) + " for place " + prize.from()
                                + (prize.to() == prize.from() ? "" : " to " + prize.to()))
                        .collect(Collectors.joining("; "));
        };
    }

    private static void wagering(TemplateContent content, List<String> words) {
        Wagering wagering = content.wagering();
        if (wagering == null) {
            words.add("It is yours at once.");
            return;
        }
        String base = wagering.countsDeposit() ? "bonus and deposit" : "the bonus";
        words.add("To keep it, bet " + decimal(wagering.times()) + " times " + base + days(content) + ".");
        wagering.weights()
                .forEach(weight -> words.add(
                        weight.percent() == 0
                                ? "Bets on " + weight.product() + " do not count."
                                : "Bets on " + weight.product() + " count " + weight.percent() + " %."));
        if (wagering.maximumBet() != null) {
            words.add("Bets above " + wagering.maximumBet() + " do not count.");
        }
        if (content.isSticky()) {
            words.add("You keep what you win with it, and not the bonus itself.");
        }
        if (content.winCap() != null) {
            words.add("You keep at most " + content.winCap() + ".");
        }
        if (content.forfeitsOnWithdrawal()) {
            words.add("A withdrawal before that ends it.");
        }
    }

    private static void play(TemplateContent content, List<String> words) {
        TemplateContent.Play play = content.play();
        if (play != null) {
            String games = play.games().isEmpty() ? "" : " of " + String.join(", ", play.games());
            words.add("What you play" + games + " in a " + play.period().name().toLowerCase(Locale.ROOT) + " counts.");
            add(words, "It takes %s bets.", play.bets());
            add(words, "It takes stakes of %s.", play.staked());
        }
        add(words, "It costs %s points.", content.pricePoints());
        add(words, "With every %s. day in a row that you check in.", content.streakDays());
    }

    private static void competition(@Nullable Competition competition, List<String> words) {
        if (competition != null) {
            String games = competition.games().isEmpty() ? "" : " on " + String.join(", ", competition.games());
            words.add("Whoever has " + competition.score().words() + games
                    + " comes first; of equals, who had it first.");
            if (competition.period() != null) {
                words.add("Each " + competition.period().name().toLowerCase(Locale.ROOT) + " begins anew.");
            }
            add(words, "Bets below %s do not count.", competition.minimumStake());
        }
    }

    private static String days(TemplateContent content) {
        return content.validFor() == null ? "" : " within " + content.validFor().toDays() + " days";
    }

    private static void limits(TemplateContent.Limits limits, List<String> words) {
        add(words, "At most %s for each player.", limits.perUser());
        add(
                words,
                "The next one after %s hours.",
                limits.coolDown() == null ? null : limits.coolDown().toHours());
        limits.oncePer().stream()
                .sorted()
                .map(shared -> switch (shared) {
                    case DEVICE -> "For one player of all that use a device.";
                    case PAYMENT_METHOD -> "For one player of all that pay with the same card or account.";
                    case HOUSEHOLD -> "For one player of a household.";
                })
                .forEach(words::add);
        add(words, "At most %s a day for all players together.", limits.perDay());
        add(words, "At most %s for all players together.", limits.total());
    }

    private static void add(List<String> words, String sentence, @Nullable Object number) {
        if (number != null) {
            words.add(String.format(Locale.ROOT, sentence, number));
        }
    }

    private static String decimal(int hundredths) {
        return BigDecimal.valueOf(hundredths, HUNDREDTHS).stripTrailingZeros().toPlainString();
    }
}
