package dev.coffer.bonus.template;

import dev.coffer.bonus.rule.Rule;
import dev.coffer.bonus.template.Contradictions.Contradiction;
import dev.coffer.core.money.Currency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what does not fit the type of a template, by what the catalogue says of it. */
final class TypeContradictions {

    private static final Duration SHORT = Duration.ofHours(72);
    private static final Duration DAILY = Duration.ofHours(20);
    private static final Duration YEARLY = Duration.ofDays(300);
    private static final int WHOLE_HUNDREDTHS = 100_00;

    private final TemplateContent content;
    private final List<Contradiction> found = new ArrayList<>();

    private TypeContradictions(TemplateContent content) {
        this.content = content;
    }

    static List<Contradiction> in(TemplateContent content) {
        TypeContradictions contradictions = new TypeContradictions(content);
        contradictions.triggers();
        contradictions.promoCode();
        contradictions.value();
        content.type().needs().forEach(contradictions::need);
        return contradictions.found;
    }

    private void triggers() {
        List<Trigger> allowed = content.type().triggers();
        for (Trigger trigger : content.triggers()) {
            if (!allowed.contains(trigger)) {
                add("triggers", trigger + " does not trigger " + content.type() + ": use " + names(allowed) + ".");
            }
        }
        boolean asksForAmount = Rules.all(content.eligibility()).anyMatch(Rule.AmountBetween.class::isInstance);
        if (asksForAmount || isShare()) {
            List<Trigger> without = content.triggers().stream()
                    .filter(trigger -> !trigger.hasAmount())
                    .toList();
            if (!without.isEmpty()) {
                add(
                        isShare() ? "value" : "eligibility",
                        names(without)
                                + " comes with no amount that a share can be taken of or a rule can look at: give"
                                + " a fixed value, or drop the trigger.");
            }
        }
    }

    private boolean isShare() {
        ValueKind kind = content.value().kind();
        return kind == ValueKind.PERCENTAGE || kind == ValueKind.TIERS;
    }

    private void promoCode() {
        boolean isTriggered = content.triggers().contains(Trigger.PROMO_CODE);
        if (isTriggered && content.promoCode() == null) {
            add("promoCode", "The trigger PROMO_CODE needs the code that players enter.");
        }
        if (!isTriggered && content.promoCode() != null) {
            add("promoCode", "Entering the code would do nothing: add the trigger PROMO_CODE, or drop the code.");
        }
    }

    private void value() {
        ValueKind kind = content.value().kind();
        List<ValueKind> allowed = content.type().mechanic().valueKinds();
        if (!allowed.contains(kind)) {
            add("value", content.type() + " has no value of kind " + kind + ": use " + names(allowed) + ".");
        }
    }

    private void need(TypeNeed need) {
        switch (need) {
            case END -> unless(content.schedule().until() != null, "schedule.until", "an end");
            case SHORT -> unless(isShort(), "schedule", "a beginning and an end at most 72 hours later");
            case ONCE_PER_USER -> unless(isOnce(), "limits.perUser", "a limit of 1 per user");
            case DAILY_COOL_DOWN -> unless(isCooled(DAILY), "limits.coolDownHours", "a cool-down of 20 hours or more");
            case YEARLY_COOL_DOWN ->
                unless(
                        isOnce() || isCooled(YEARLY),
                        "limits.coolDownHours",
                        "a cool-down of 7200 hours or more, or a limit of 1 per user");
            case IDLE_RULE ->
                unless(has(Rule.IdleFor.class), "eligibility", "the rule idleForDays: it is for who stayed away");
            case STANDING_RULE ->
                unless(
                        has(Rule.SegmentIn.class) || has(Rule.DepositedAtLeast.class) || has(Rule.KycTierAtLeast.class),
                        "eligibility",
                        "a rule that chooses players: segmentIn, depositedAtLeast or kycTierAtLeast");
            case CODE -> unless(content.promoCode() != null, "promoCode", "a promo code");
            case POINTS -> points();
            case AT_MOST_WHOLE -> unless(isAtMostWhole(), "value", "percentages of at most 100: it gives back a part");
            case CHOICE ->
                unless(
                        content.selection() != null
                                || content.triggers().stream().noneMatch(Trigger.OF_SELECTIONS::contains),
                        "selection",
                        "what has to be chosen");
            case GUARDED ->
                unless(content.wagering() != null, "wagering", "something to be wagered: it is given for nothing");
        }
    }

    private void points() {
        boolean isPoints = content.currency().kind() == Currency.Kind.POINTS;
        unless(isPoints, "value", "a currency of points, such as POINTS");
        unless(content.wagering() == null, "wagering", "nothing to be wagered: points are the player's at once");
    }

    private boolean isShort() {
        Instant from = content.schedule().from();
        Instant until = content.schedule().until();
        return from != null && until != null && Duration.between(from, until).compareTo(SHORT) <= 0;
    }

    private boolean isOnce() {
        Integer perUser = content.limits().perUser();
        return perUser != null && perUser == 1;
    }

    private boolean isCooled(Duration least) {
        Duration coolDown = content.limits().coolDown();
        return coolDown != null && coolDown.compareTo(least) >= 0;
    }

    private boolean has(Class<? extends Rule> kind) {
        return Rules.all(content.eligibility()).anyMatch(kind::isInstance);
    }

    private boolean isAtMostWhole() {
        return switch (content.value()) {
            case BonusValue.Percentage percentage -> percentage.hundredths() <= WHOLE_HUNDREDTHS;
            case BonusValue.Tiers tiers ->
                tiers.tiers().stream()
                        .noneMatch(tier -> tier.worth() instanceof BonusValue.Percentage percentage
                                && percentage.hundredths() > WHOLE_HUNDREDTHS);
            case BonusValue.Fixed fixed -> true;
            case BonusValue.FreeUnits units -> true;
            case BonusValue.Prizes prizes -> true;
        };
    }

    private void unless(boolean isFine, String path, String needed) {
        if (!isFine) {
            add(path, content.type() + " needs " + needed + ".");
        }
    }

    private static String names(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private void add(String path, String sentence) {
        found.add(new Contradiction(path, sentence));
    }
}
