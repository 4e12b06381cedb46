package dev.coffer.bonus.offer;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.GiveBonus;
import dev.coffer.bonus.offer.GiveOffers.Outcome;
import dev.coffer.bonus.offer.WhyNot.Reason;
import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives a bonus to whoever asks for it: a player who claims it or enters its promo code, or an operator who awards it. */
final class TakeOffer implements GiveByOperator {

    private final Players players;
    private final RunningTemplates templates;
    private final GiveOffers offers;
    private final GiveBonus giveBonus;
    private final Devices devices;
    private final PromoTries tries;
    private final Transactions transactions;
    private final Clock clock;

    TakeOffer(
            Players players,
            RunningTemplates templates,
            GiveOffers offers,
            GiveBonus giveBonus,
            Devices devices,
            PromoTries tries,
            Transactions transactions,
            Clock clock) {
        this.players = players;
        this.templates = templates;
        this.offers = offers;
        this.giveBonus = giveBonus;
        this.devices = devices;
        this.tries = tries;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param key of the player's own; a repeat answers the first answer
     * @param deviceId as the client knows it; null where it does not tell
     */
    TakeResult claim(String tenantId, String userId, String code, String key, @Nullable String deviceId) {
        return transactions.inTransaction(unit -> {
            note(unit, tenantId, userId, deviceId);
            Wish wish = wish(unit, tenantId, userId, Trigger.CLAIM, "claim:" + userId + ":" + key, null, null);
            return take(unit, wish, template(unit, tenantId, code));
        });
    }

    /** @param base what a share is taken of; null where the value is no share */
    TakeResult award(String tenantId, String operatorId, String userId, String code, @Nullable Money base, String key) {
        return transactions.inTransaction(unit -> {
            String occasion = "operator:" + operatorId + ":" + userId + ":" + key;
            Wish wish = wish(unit, tenantId, userId, Trigger.OPERATOR, occasion, base, operatorId);
            return take(unit, wish, template(unit, tenantId, code));
        });
    }

    @Override
    public Answer award(UnitOfWork unit, Request request) {
        RunningTemplate template = templates.find(unit, request.tenantId(), request.templateCode());
        if (template == null) {
            return new Answer.Refused(OfferRefusal.BONUS_NOT_ELIGIBLE.name(), "It is not given any more.");
        }
        String occasion = "operator:" + request.operatorId() + ":" + request.userId() + ":" + request.key();
        Wish wish = wish(
                unit,
                request.tenantId(),
                request.userId(),
                Trigger.OPERATOR,
                occasion,
                request.base(),
                request.operatorId());
        return switch (take(unit, wish, template)) {
            case TakeResult.Taken taken -> new Answer.Given(taken.award().id());
            case TakeResult.Refused refused -> new Answer.Refused(refused.code().name(), refused.message());
        };
    }

    @Override
    public Answer.@Nullable Refused whyNotAtAll(UnitOfWork unit, String tenantId, String templateCode) {
        RunningTemplate template = template(unit, tenantId, templateCode);
        return template.content().triggers().contains(Trigger.OPERATOR)
                ? null
                : new Answer.Refused(OfferRefusal.BONUS_NOT_ELIGIBLE.name(), Words.notTriggered(template));
    }

    /** What is no code of a bonus counts as a try. */
    TakeResult enter(String tenantId, String userId, String promoCode, String key, @Nullable String deviceId) {
        return transactions.inTransaction(unit -> {
            note(unit, tenantId, userId, deviceId);
            String occasion = "promo:" + userId + ":" + key;
            Wish wish = wish(unit, tenantId, userId, Trigger.PROMO_CODE, occasion, null, null);
            Instant now = wish.occasion().at();
            if (tries.wrong(unit, tenantId, userId, now) >= PromoTries.MOST) {
                return tooOften(now);
            }
            RunningTemplate template = templates.withCode(unit, tenantId, promoCode);
            if (template == null) {
                tries.noteWrong(unit, tenantId, userId, now);
                return refused(OfferRefusal.PROMO_CODE_UNKNOWN, OfferRefusal.PROMO_CODE_UNKNOWN.meaning());
            }
            return take(unit, wish, template);
        });
    }

    private void note(UnitOfWork unit, String tenantId, String userId, @Nullable String deviceId) {
        if (deviceId != null) {
            devices.note(unit, tenantId, userId, deviceId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    /** @param operatorId who gives it; null where the player takes it */
    private record Wish(
            Player player, Occasion occasion, @Nullable String operatorId) {}

    private Wish wish(
            UnitOfWork unit,
            String tenantId,
            String userId,
            Trigger trigger,
            String key,
            @Nullable Money amount,
            @Nullable String operatorId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Player player = players.hold(unit, tenantId, userId);
        return new Wish(player, new Occasion(trigger, key, now, amount, false), operatorId);
    }

    private RunningTemplate template(UnitOfWork unit, String tenantId, String code) {
        RunningTemplate template = templates.find(unit, tenantId, code);
        if (template == null) {
            throw CodedException.notFound("bonus", code);
        }
        return template;
    }

    private TakeResult take(UnitOfWork unit, Wish wish, RunningTemplate template) {
        String key = wish.occasion().key() + ":" + template.code();
        Award before = giveBonus.given(unit, wish.player().tenantId(), key);
        if (before != null) {
            return new TakeResult.Taken(before);
        }
        if (!template.content().triggers().contains(wish.occasion().trigger())) {
            return refused(OfferRefusal.BONUS_NOT_ELIGIBLE, Words.notTriggered(template));
        }
        return switch (offers.one(unit, wish.player(), wish.occasion(), template, wish.operatorId())) {
            case Outcome.Gave gave -> new TakeResult.Taken(gave.award());
            case Outcome.Refused(List<WhyNot> reasons) -> refused(code(reasons), words(reasons));
        };
    }

    private static OfferRefusal code(List<WhyNot> reasons) {
        Reason first = reasons.getFirst().reason();
        return first == Reason.BUDGET_SPENT || first == Reason.SOLD_OUT
                ? OfferRefusal.BONUS_BUDGET_SPENT
                : OfferRefusal.BONUS_NOT_ELIGIBLE;
    }

    private static String words(List<WhyNot> reasons) {
        return reasons.stream().map(WhyNot::words).collect(Collectors.joining(" "));
    }

    private static TakeResult refused(OfferRefusal code, String message) {
        return new TakeResult.Refused(code, message, null);
    }

    private static TakeResult tooOften(Instant now) {
        Instant next = now.truncatedTo(ChronoUnit.HOURS).plus(PromoTries.WINDOW);
        int seconds = (int) Duration.between(now, next).toSeconds() + 1;
        OfferRefusal code = OfferRefusal.PROMO_CODE_TRIED_TOO_OFTEN;
        return new TakeResult.Refused(code, code.meaning(), seconds);
    }
}
