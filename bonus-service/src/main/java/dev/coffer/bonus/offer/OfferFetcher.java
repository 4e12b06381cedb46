package dev.coffer.bonus.offer;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.bonus.award.BonusView;
import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.selection.SelectionForm;
import dev.coffer.bonus.selection.SelectionRule;
import dev.coffer.bonus.template.BonusType;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code offer.graphqls}. */
@DgsComponent
class OfferFetcher {

    private final ShowOffers showOffers;
    private final TakeOffer takeOffer;
    private final Currencies currencies;

    OfferFetcher(ShowOffers showOffers, TakeOffer takeOffer, Currencies currencies) {
        this.showOffers = showOffers;
        this.takeOffer = takeOffer;
        this.currencies = currencies;
    }

    @GraphQlName("AvailableBonus")
    record OfferView(
            String templateCode,
            String name,
            BonusType type,
            String currency,
            List<Trigger> triggers,
            List<String> words,
            @Nullable String terms,
            @Nullable SelectionForm selection,
            boolean isAvailable,
            List<WhyNot> whyNot) {

        static OfferView of(ShowOffers.Shown shown) {
            SelectionRule rule = shown.template().content().selection();
            return new OfferView(
                    shown.template().code(),
                    shown.template().content().name(),
                    shown.template().content().type(),
                    shown.template().content().currency().code(),
                    shown.template().content().triggers(),
                    shown.template().words(),
                    shown.template().content().terms(),
                    rule == null ? null : SelectionForm.of(rule),
                    shown.whyNot().isEmpty(),
                    shown.whyNot());
        }
    }

    record ClaimInput(
            String templateCode,
            String idempotencyKey,
            @Nullable String deviceId) {}

    record PromoInput(
            String promoCode,
            String idempotencyKey,
            @Nullable String deviceId) {}

    private static void require(String idempotencyKey, @Nullable String deviceId) {
        FieldChecks checks = new FieldChecks();
        checks.read("input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
        checks.read("input.deviceId", () -> Devices.checked(deviceId));
        checks.require();
    }

    record AwardInput(
            String userId, String templateCode, @Nullable MoneyInput base, String idempotencyKey) {

        @Nullable
        Money checkedBase(Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            checks.read("input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
            MoneyInput given = base;
            Money money = given == null
                    ? null
                    : checks.read("input.base", () -> given.toPositiveMoney(currencies, "input.base"));
            checks.require();
            return money;
        }
    }

    @DgsQuery
    List<OfferView> availableBonuses(
            @InputArgument @Nullable String currency,
            @InputArgument @Nullable BonusType type,
            @InputArgument @Nullable Boolean withRefused,
            DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return showOffers.all(caller.tenantId(), caller.userId()).stream()
                .map(OfferView::of)
                .filter(offer -> offer.isAvailable() || Boolean.TRUE.equals(withRefused))
                .filter(offer -> currency == null || offer.currency().equals(currency))
                .filter(offer -> type == null || offer.type() == type)
                .toList();
    }

    @DgsQuery
    @Nullable
    OfferView explainBonus(@InputArgument String templateCode, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        ShowOffers.Shown shown = showOffers.one(caller.tenantId(), caller.userId(), templateCode);
        return shown == null ? null : OfferView.of(shown);
    }

    @DgsMutation
    Object claimBonus(@InputArgument ClaimInput input, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        require(input.idempotencyKey(), input.deviceId());
        return answer(takeOffer.claim(
                caller.tenantId(), caller.userId(), input.templateCode(), input.idempotencyKey(), input.deviceId()));
    }

    @DgsMutation
    Object enterPromoCode(@InputArgument PromoInput input, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        require(input.idempotencyKey(), input.deviceId());
        return answer(takeOffer.enter(
                caller.tenantId(), caller.userId(), input.promoCode(), input.idempotencyKey(), input.deviceId()));
    }

    @DgsMutation
    Object awardBonus(@InputArgument AwardInput input, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        Money base = input.checkedBase(currencies);
        return answer(takeOffer.award(
                caller.tenantId(),
                caller.userId(),
                input.userId(),
                input.templateCode(),
                base,
                input.idempotencyKey()));
    }

    private static Object answer(TakeResult result) {
        return switch (result) {
            case TakeResult.Taken taken -> BonusView.of(taken.award());
            case TakeResult.Refused refused ->
                new Refusal(refused.code().name(), refused.message(), null, refused.retryAfterSeconds());
        };
    }
}
