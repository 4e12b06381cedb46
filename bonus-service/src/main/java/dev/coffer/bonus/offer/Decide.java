package dev.coffer.bonus.offer;

import dev.coffer.bonus.award.AwardHistory.Given;
import dev.coffer.bonus.offer.WhyNot.Reason;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.rule.Facts;
import dev.coffer.bonus.rule.Rule;
import dev.coffer.bonus.rule.RuleJudge;
import dev.coffer.bonus.selection.SelectionRule;
import dev.coffer.bonus.template.BonusType;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.TemplateContent;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides by what is known, without reading or writing anything. Names every reason against. */
final class Decide {

    private final Player player;
    private final Occasion occasion;
    private final List<Given> history;
    private final Map<String, String> groups;

    /**
     * @param player as the player was before the occasion
     * @param history what the player was given, newest first
     * @param groups the stacking groups of the templates in the history, by code
     */
    Decide(Player player, Occasion occasion, List<Given> history, Map<String, String> groups) {
        this.player = player;
        this.occasion = occasion;
        this.history = List.copyOf(history);
        this.groups = Map.copyOf(groups);
    }

    Decision about(RunningTemplate template) {
        TemplateContent content = template.content();
        List<WhyNot> reasons = new ArrayList<>();
        schedule(content, reasons);
        currency(content, reasons);
        RuleJudge.unmet(implied(content.type()), facts())
                .forEach(unmet -> reasons.add(new WhyNot(Reason.of(unmet.reason()), unmet.words())));
        purchase(content.type(), reasons);
        RuleJudge.unmet(content.eligibility(), facts())
                .forEach(unmet -> reasons.add(new WhyNot(Reason.of(unmet.reason()), unmet.words())));
        limits(template, reasons);
        streak(content, reasons);
        stacking(content, reasons);
        selection(content, reasons);
        if (!reasons.isEmpty()) {
            return new Decision.Refused(reasons);
        }
        Money value = content.value().worth(occasion.amount());
        boolean isDue = occasion.isPreview() || (value != null && value.isPositive());
        return isDue
                ? new Decision.Due(value)
                : new Decision.Refused(
                        List.of(new WhyNot(Reason.NOTHING_DUE, "For this amount the bonus is worth nothing.")));
    }

    /** What a type means by itself. */
    private static Rule implied(BonusType type) {
        return switch (type) {
            case FIRST_DEPOSIT -> new Rule.DepositCount(1, 1);
            case RELOAD -> new Rule.DepositCount(2, null);
            default -> new Rule.Anybody();
        };
    }

    private void purchase(BonusType type, List<WhyNot> reasons) {
        if (type == BonusType.FIRST_PURCHASE && player.purchases() > 0) {
            reasons.add(new WhyNot(Reason.EXCLUDED, "It is for the first purchase."));
        }
    }

    private Facts facts() {
        boolean isDeposit = occasion.trigger() == Trigger.DEPOSIT;
        Money amount = occasion.amount();
        Map<String, Long> deposited = new HashMap<>(player.deposited());
        if (isDeposit && amount != null) {
            deposited.merge(amount.currency().code(), amount.minor(), Math::addExact);
        }
        return new Facts(
                player.country(),
                player.tier(),
                new HashSet<>(player.segments()),
                player.deposits() + (isDeposit ? 1 : 0),
                deposited,
                player.registeredAt(),
                player.lastDepositAt(),
                occasion.at(),
                amount,
                occasion.isPreview());
    }

    private void schedule(TemplateContent content, List<WhyNot> reasons) {
        Instant from = content.schedule().from();
        Instant until = content.schedule().until();
        if (from != null && occasion.at().isBefore(from)) {
            reasons.add(new WhyNot(Reason.NOT_YET, "It begins at " + from + "."));
        }
        if (until != null && !occasion.at().isBefore(until)) {
            reasons.add(new WhyNot(Reason.OVER, "It ended at " + until + "."));
        }
    }

    private void currency(TemplateContent content, List<WhyNot> reasons) {
        Money amount = occasion.amount();
        if (amount != null && !amount.currency().equals(content.currency())) {
            reasons.add(new WhyNot(Reason.OTHER_CURRENCY, "It is for amounts in " + content.currency() + "."));
        }
    }

    private void limits(RunningTemplate template, List<WhyNot> reasons) {
        TemplateContent.Limits limits = template.content().limits();
        List<Given> before = history.stream()
                .filter(given -> given.templateCode().equals(template.code()))
                .toList();
        if (limits.perUser() != null && before.size() >= limits.perUser()) {
            reasons.add(new WhyNot(
                    Reason.PER_USER, "You have had it " + before.size() + " of " + limits.perUser() + " times."));
        }
        Instant next = next(before, limits.coolDown());
        if (next != null && occasion.at().isBefore(next)) {
            reasons.add(new WhyNot(Reason.COOL_DOWN, "You can have it again from " + next + "."));
        }
    }

    /** Of what is only thought of nobody knows yet what will be chosen. */
    private void selection(TemplateContent content, List<WhyNot> reasons) {
        SelectionRule rule = content.selection();
        if (rule != null && !occasion.isPreview()) {
            reasons.addAll(WhyNot.of(rule, occasion.selections()));
        }
    }

    private void streak(TemplateContent content, List<WhyNot> reasons) {
        Integer every = content.streakDays();
        int days = player.visits().inARow();
        if (every != null && (days == 0 || days % every != 0)) {
            reasons.add(new WhyNot(
                    Reason.STREAK,
                    "It is for every " + every + ". day in a row that you check in; it is " + days + " now."));
        }
    }

    private static @Nullable Instant next(List<Given> before, @Nullable Duration coolDown) {
        return coolDown == null || before.isEmpty()
                ? null
                : before.getFirst().at().plus(coolDown);
    }

    private void stacking(TemplateContent content, List<WhyNot> reasons) {
        String group = content.stackingGroup();
        boolean isStacked = group != null
                && history.stream()
                        .filter(Given::isOpen)
                        .anyMatch(given -> group.equals(groups.get(given.templateCode())));
        if (isStacked) {
            reasons.add(new WhyNot(Reason.STACKING, "You have an open bonus of the same group: " + group + "."));
        }
    }
}
