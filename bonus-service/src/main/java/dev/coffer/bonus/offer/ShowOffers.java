package dev.coffer.bonus.offer;

import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a player what there is, and why not what they may not have. Writes nothing. */
final class ShowOffers {

    private final Players players;
    private final RunningTemplates templates;
    private final GiveOffers offers;
    private final Transactions transactions;
    private final Clock clock;

    ShowOffers(Players players, RunningTemplates templates, GiveOffers offers, Transactions transactions, Clock clock) {
        this.players = players;
        this.templates = templates;
        this.offers = offers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param whyNot empty where the player may have it */
    record Shown(RunningTemplate template, List<WhyNot> whyNot) {

        Shown {
            whyNot = List.copyOf(whyNot);
        }
    }

    /** Those that a player brings about: not what only an operator gives. */
    List<Shown> all(String tenantId, String userId) {
        return templates.all(tenantId).stream()
                .filter(template -> occasion(template) != Trigger.OPERATOR)
                .map(template -> shown(tenantId, userId, template))
                .toList();
    }

    /** @return null where there is no such published template */
    @Nullable
    Shown one(String tenantId, String userId, String code) {
        RunningTemplate template = templates.find(tenantId, code);
        return template == null ? null : shown(tenantId, userId, template);
    }

    private Shown shown(String tenantId, String userId, RunningTemplate template) {
        Instant now = clock.instant();
        Player player = players.find(tenantId, userId);
        Occasion occasion = new Occasion(occasion(template), "preview", now, null, true);
        Decision decision = transactions.inTransaction(unit -> offers.preview(unit, player, occasion, template));
        return switch (decision) {
            case Decision.Due due -> new Shown(template, List.of());
            case Decision.Refused refused -> new Shown(template, refused.reasons());
        };
    }

    /** The trigger that the player is closest to: what they can ask for themselves before what they have to pay for. */
    private static Trigger occasion(RunningTemplate template) {
        List<Trigger> triggers = template.content().triggers();
        return List.of(
                        Trigger.CLAIM,
                        Trigger.PROMO_CODE,
                        Trigger.DEPOSIT,
                        Trigger.PURCHASE,
                        Trigger.KYC_TIER,
                        Trigger.REGISTRATION,
                        Trigger.CHECK_IN,
                        Trigger.POINTS,
                        Trigger.PLAY,
                        Trigger.RANK)
                .stream()
                .filter(triggers::contains)
                .findFirst()
                .orElse(Trigger.OPERATOR);
    }
}
