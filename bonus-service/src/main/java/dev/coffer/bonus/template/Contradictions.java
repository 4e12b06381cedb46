package dev.coffer.bonus.template;

import dev.coffer.bonus.award.AwardTerms.Wagering;
import dev.coffer.bonus.award.AwardTerms.Weight;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds everything in a template that does not fit something else in it, and says what to do about each. */
final class Contradictions {

    /** A bonus that has to be wagered more often than this is no offer. */
    static final int MOST_TIMES_HUNDREDTHS = 100_00;

    /** A share of the base above this is a typing error. */
    static final int MOST_PERCENT_HUNDREDTHS = 1_000_00;

    private final TemplateContent content;
    private final List<Contradiction> found = new ArrayList<>();

    /** @param path within the content, such as "winCap" */
    record Contradiction(String path, String sentence) {}

    private Contradictions(TemplateContent content) {
        this.content = content;
    }

    static List<Contradiction> in(TemplateContent content) {
        Contradictions contradictions = new Contradictions(content);
        contradictions.value();
        contradictions.tiers();
        contradictions.currencies();
        contradictions.wagering();
        contradictions.weights();
        contradictions.limits();
        contradictions.budget();
        contradictions.schedule();
        contradictions.found.addAll(TypeContradictions.in(content));
        contradictions.found.addAll(PlayContradictions.in(content));
        contradictions.found.addAll(CompetitionContradictions.in(content));
        contradictions.found.addAll(SelectionContradictions.in(content));
        return List.copyOf(contradictions.found);
    }

    /** @throws dev.coffer.core.errors.CodedException INVALID_INPUT naming each of them */
    static void require(String path, TemplateContent content) {
        FieldChecks checks = new FieldChecks();
        for (Contradiction contradiction : in(content)) {
            checks.read(path + "." + contradiction.path(), () -> {
                throw new IllegalArgumentException(contradiction.sentence());
            });
        }
        checks.require();
    }

    private void value() {
        percentages().forEach((path, percentage) -> {
            if (percentage.cap() == null) {
                add(path + ".cap", "A percentage of whatever somebody pays has no end: set a cap.");
            }
            if (percentage.hundredths() > MOST_PERCENT_HUNDREDTHS) {
                add(path + ".percent", "More than 1000 % is not offered.");
            }
        });
    }

    private Map<String, BonusValue.Percentage> percentages() {
        Map<String, BonusValue.Percentage> all = new HashMap<>();
        if (content.value() instanceof BonusValue.Percentage percentage) {
            all.put("value.percentage", percentage);
        }
        if (content.value() instanceof BonusValue.Tiers tiers) {
            for (int i = 0; i < tiers.tiers().size(); i++) {
                if (tiers.tiers().get(i).worth() instanceof BonusValue.Percentage percentage) {
                    all.put("value.tiers[" + i + "].percentage", percentage);
                }
            }
        }
        return all;
    }

    private void tiers() {
        if (!(content.value() instanceof BonusValue.Tiers all) || hasOtherCurrency(all.amounts())) {
            return;
        }
        List<BonusValue.Tier> tiers = all.tiers();
        for (int i = 0; i < tiers.size(); i++) {
            Money below = tiers.get(i).below();
            if (below != null && below.compareTo(tiers.get(i).from()) <= 0) {
                add("value.tiers[" + i + "].below", "The tier ends at " + below + ", before it begins.");
            }
            for (int j = 0; j < i; j++) {
                if (overlap(tiers.get(j), tiers.get(i))) {
                    add("value.tiers[" + i + "]", "The tier overlaps tier " + j + ": an amount would lie in both.");
                }
            }
        }
    }

    private static boolean overlap(BonusValue.Tier one, BonusValue.Tier other) {
        return startsBelowEnd(one.from(), other.below()) && startsBelowEnd(other.from(), one.below());
    }

    private static boolean startsBelowEnd(Money start, @Nullable Money end) {
        return end == null || start.compareTo(end) < 0;
    }

    private void currencies() {
        if (hasOtherCurrency(content.value().amounts())) {
            add("value", "All amounts of a value are in one currency, here " + content.currency() + ".");
        }
        Wagering wagering = content.wagering();
        inCurrency("wagering.maximumBet", wagering == null ? null : wagering.maximumBet());
        inCurrency("winCap", content.winCap());
        inCurrency("approvalAbove", content.approvalAbove());
        inCurrency("budget.total", content.budget().total());
        inCurrency("budget.perDay", content.budget().perDay());
        Rules.amounts(content.eligibility()).forEach(amount -> inCurrency("eligibility", amount));
    }

    private void inCurrency(String path, @Nullable Money amount) {
        if (amount != null && isOther(amount)) {
            add(
                    path,
                    "It is in " + amount.currency() + ", though awards are in " + content.currency()
                            + ". Make a template for each currency.");
        }
    }

    private boolean hasOtherCurrency(Stream<Money> amounts) {
        Currency ours = content.currency();
        return amounts.anyMatch(amount -> !amount.currency().equals(ours))
                || percentages().values().stream()
                        .anyMatch(percentage -> !percentage.currency().equals(ours));
    }

    private boolean isOther(Money amount) {
        return !amount.currency().equals(content.currency());
    }

    private void wagering() {
        Wagering wagering = content.wagering();
        Money winCap = content.winCap();
        if (wagering == null) {
            whereNothingIsWagered();
            return;
        }
        if (content.validFor() == null) {
            add("validForDays", "What is to be wagered needs an end: say for how many days an award is valid.");
        }
        if (wagering.times() > MOST_TIMES_HUNDREDTHS) {
            add("wagering.times", "Nobody wagers a bonus more than 100 times: set less.");
        }
        if (wagering.countsDeposit() && content.triggers().stream().anyMatch(trigger -> trigger != Trigger.DEPOSIT)) {
            add(
                    "wagering.countsDeposit",
                    "Only what a deposit triggers comes with a deposit: drop the other triggers.");
        }
        if (winCap != null && isBelowMost(winCap)) {
            add("winCap", "The cap is below what an award may be worth: raise it, or lower the value.");
        }
    }

    private void whereNothingIsWagered() {
        if (content.validFor() != null) {
            add("validForDays", "Without wagering an award is the player's at once and never expires: drop it.");
        }
        if (content.winCap() != null) {
            add("winCap", "Without wagering nothing is won with the bonus: drop the cap, or add wagering.");
        }
        if (content.isSticky()) {
            add("isSticky", "A sticky bonus never becomes the player's, so something has to be wagered.");
        }
        if (content.forfeitsOnWithdrawal()) {
            add("forfeitsOnWithdrawal", "Without wagering there is nothing left to forfeit: drop it.");
        }
    }

    private void weights() {
        Wagering wagering = content.wagering();
        if (wagering == null || wagering.weights().isEmpty()) {
            return;
        }
        Map<String, Integer> seen = new HashMap<>();
        List<Weight> weights = wagering.weights();
        for (int i = 0; i < weights.size(); i++) {
            for (String game : weights.get(i).games()) {
                Integer before = seen.putIfAbsent(game, i);
                if (before != null) {
                    add(
                            "wagering.weights[" + i + "].games",
                            game + " has its weight in weight " + before + " already.");
                }
            }
        }
        boolean isEverything = seen.containsKey("*");
        if (isEverything && weights.stream().allMatch(weight -> weight.percent() == 0)) {
            add("wagering.weights", "No bet counts anywhere, so nobody can wager it: let some games count.");
        }
    }

    private void limits() {
        TemplateContent.Limits limits = content.limits();
        if (limits.perUser() != null && limits.perUser() == 1 && limits.coolDown() != null) {
            add("limits.coolDownHours", "Who gets it once never waits for the next: drop the cool-down.");
        }
        atMost("limits.perUser", limits.perUser(), "limits.total", limits.total());
        atMost("limits.perDay", limits.perDay(), "limits.total", limits.total());
        Money approvalAbove = content.approvalAbove();
        if (approvalAbove != null && !isBelowMost(approvalAbove) && !isOther(approvalAbove)) {
            add(
                    "approvalAbove",
                    "No award is worth more than that, so none would wait for approval: lower or drop it.");
        }
    }

    private void atMost(String path, @Nullable Integer part, String of, @Nullable Integer whole) {
        if (part != null && whole != null && part > whole) {
            add(path, part + " is more than " + of + " allows: " + whole + ".");
        }
    }

    private void budget() {
        Money total = content.budget().total();
        Money perDay = content.budget().perDay();
        if (total != null && isBelowMost(total)) {
            add("budget.total", "The budget is below what one award may be worth.");
        }
        if (perDay != null && isBelowMost(perDay)) {
            add("budget.perDay", "The budget of a day is below what one award may be worth.");
        }
        if (total != null
                && perDay != null
                && total.currency().equals(perDay.currency())
                && perDay.compareTo(total) > 0) {
            add("budget.perDay", "The budget of a day is above that of all days.");
        }
    }

    private boolean isBelowMost(Money amount) {
        Money most = content.value().most();
        return most != null && !isOther(amount) && !isOther(most) && amount.compareTo(most) < 0;
    }

    private void schedule() {
        TemplateContent.Schedule schedule = content.schedule();
        if (schedule.from() != null
                && schedule.until() != null
                && !schedule.until().isAfter(schedule.from())) {
            add("schedule.until", "The schedule ends before it begins.");
        }
    }

    private void add(String path, String sentence) {
        found.add(new Contradiction(path, sentence));
    }
}
