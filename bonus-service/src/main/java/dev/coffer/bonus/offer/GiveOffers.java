package dev.coffer.bonus.offer;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardHistory;
import dev.coffer.bonus.award.AwardHistory.Given;
import dev.coffer.bonus.award.Gift;
import dev.coffer.bonus.award.GiveBonus;
import dev.coffer.bonus.offer.WhyNot.Reason;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives the bonuses of an occasion, in the caller's transaction and with the player held. */
public final class GiveOffers {

    private final RunningTemplates templates;
    private final AwardHistory history;
    private final Spending spending;
    private final OnceLimit onceLimit;
    private final GiveBonus giveBonus;

    GiveOffers(
            RunningTemplates templates,
            AwardHistory history,
            Spending spending,
            OnceLimit onceLimit,
            GiveBonus giveBonus) {
        this.templates = templates;
        this.history = history;
        this.spending = spending;
        this.onceLimit = onceLimit;
        this.giveBonus = giveBonus;
    }

    /** What became of one template. */
    sealed interface Outcome {

        record Gave(Award award) implements Outcome {}

        record Refused(List<WhyNot> reasons) implements Outcome {}
    }

    /** Gives every bonus that the occasion triggers and the player may have. @param player as before the occasion */
    void all(UnitOfWork unit, Player player, Occasion occasion) {
        for (RunningTemplate template : templates.triggeredBy(unit, player.tenantId(), occasion.trigger())) {
            one(unit, player, occasion, template, null);
        }
    }

    /** As {@link #once}, for every template that the occasion triggers. @return what was given for it, now and before */
    public List<Award> once(UnitOfWork unit, Player player, Occasion occasion) {
        List<Award> given = new ArrayList<>();
        for (RunningTemplate template : templates.triggeredBy(unit, player.tenantId(), occasion.trigger())) {
            Award award = once(unit, player, occasion, template);
            if (award != null) {
                given.add(award);
            }
        }
        return given;
    }

    /** Whether a template's award was given for an occasion. */
    public boolean isGiven(UnitOfWork unit, String tenantId, String occasionKey, RunningTemplate template) {
        return giveBonus.given(unit, tenantId, key(occasionKey, template)) != null;
    }

    /** Whether another template's award was given for an occasion. */
    public boolean isGivenOtherwise(UnitOfWork unit, String tenantId, String occasionKey, RunningTemplate template) {
        return giveBonus.givenFor(unit, tenantId, occasionKey).stream()
                .anyMatch(award -> !award.templateCode().equals(template.code()));
    }

    /**
     * Gives the template's bonus for an occasion that may be told any number of times. The player is held by the caller.
     *
     * @return what was given, now or before; null where the player may not have it
     */
    public @Nullable Award once(UnitOfWork unit, Player player, Occasion occasion, RunningTemplate template) {
        Award before = giveBonus.given(unit, player.tenantId(), key(occasion.key(), template));
        if (before != null) {
            return before;
        }
        return one(unit, player, occasion, template, null) instanceof Outcome.Gave gave ? gave.award() : null;
    }

    static String key(String occasionKey, RunningTemplate template) {
        return occasionKey + ':' + template.code();
    }

    /** @param operatorId who gives it; null where a rule does */
    Outcome one(
            UnitOfWork unit, Player player, Occasion occasion, RunningTemplate template, @Nullable String operatorId) {
        Decision decision = decide(unit, player, occasion, template);
        return switch (decision) {
            case Decision.Refused refused -> new Outcome.Refused(refused.reasons());
            case Decision.Due due ->
                give(unit, player, occasion, template, Objects.requireNonNull(due.value()), operatorId);
        };
    }

    Decision decide(UnitOfWork unit, Player player, Occasion occasion, RunningTemplate template) {
        List<Given> given = history.of(unit, player.tenantId(), player.userId());
        List<String> open = given.stream()
                .filter(Given::isOpen)
                .map(Given::templateCode)
                .distinct()
                .toList();
        Map<String, String> groups = template.content().stackingGroup() == null || open.isEmpty()
                ? Map.of()
                : templates.groups(unit, player.tenantId(), open);
        return new Decide(player, occasion, given, groups).about(template);
    }

    /** As {@link #decide}, and whether anything is left of the template's numbers and budgets. Writes nothing. */
    Decision preview(UnitOfWork unit, Player player, Occasion occasion, RunningTemplate template) {
        Decision decision = decide(unit, player, occasion, template);
        if (decision instanceof Decision.Due(Money value)) {
            // Who is only made up has paid with nothing.
            List<WhyNot> shared = occasion.isPreview()
                    ? shared(unit, player, occasion, template)
                    : onceLimit.reached(unit, player, template);
            if (!shared.isEmpty()) {
                return new Decision.Refused(shared);
            }
            Reason spent = spending.look(unit, player.tenantId(), template, value, occasion.at());
            return spent == null ? decision : new Decision.Refused(List.of(spent(spent)));
        }
        return decision;
    }

    private List<WhyNot> shared(UnitOfWork unit, Player player, Occasion occasion, RunningTemplate template) {
        List<WhyNot> reasons = new ArrayList<>(onceLimit.reached(unit, player, template));
        reasons.addAll(onceLimit.unnamed(unit, player, occasion, template));
        return reasons;
    }

    private static WhyNot spent(Reason reason) {
        return new WhyNot(reason, reason == Reason.SOLD_OUT ? "No more of it are given." : "Its budget is spent.");
    }

    private Outcome give(
            UnitOfWork unit,
            Player player,
            Occasion occasion,
            RunningTemplate template,
            Money value,
            @Nullable String operatorId) {
        List<WhyNot> shared = shared(unit, player, occasion, template);
        if (!shared.isEmpty()) {
            return new Outcome.Refused(shared);
        }
        Reason spent = spending.take(unit, player.tenantId(), template, value, occasion.at());
        if (spent != null) {
            return new Outcome.Refused(List.of(spent(spent)));
        }
        onceLimit.take(unit, player, template);
        return new Outcome.Gave(giveBonus.give(
                unit,
                new Gift(
                        player.tenantId(),
                        player.userId(),
                        key(occasion.key(), template),
                        value,
                        occasion.deposit(),
                        template.terms(),
                        template.needsApproval(value),
                        operatorId)));
    }
}
