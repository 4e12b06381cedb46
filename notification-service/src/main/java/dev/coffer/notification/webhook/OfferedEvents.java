package dev.coffer.notification.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What endpoints can be told of, field by field. People are told of by their id alone: no name, address, device, place or contact, nothing
 * sealed, no words that staff wrote and no staff.
 */
public final class OfferedEvents {

    /** Sent when somebody tries an endpoint out; no pattern asks for it. */
    static final String PING = "webhook.ping";

    private static final String AUTH = "auth";
    private static final String BONUS = "bonus";
    private static final String PAYMENT = "payment";
    private static final String USER = "userId";
    private static final String WALLET = "walletId";
    private static final String TRANSFER = "transferId";
    private static final String HOLD = "holdId";
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final String BALANCE = "balance";
    private static final String FEE = "fee";
    private static final String SIDE = "side";
    private static final String AT = "at";

    private static final List<OfferedEvent> ALL = List.of(
            OfferedEvent.of(AUTH, "user.registered", USER),
            OfferedEvent.of(AUTH, "user.activated", USER),
            OfferedEvent.of(AUTH, "user.closed", USER),
            OfferedEvent.of("kyc", "kyc.profile.changed", USER, "state", "tier", "version"),
            OfferedEvent.of("kyc", "kyc.tier.changed", USER, "tier", "version"),
            OfferedEvent.of(
                    BONUS, "bonus.awarded", "awardId", USER, "templateCode", "type", AMOUNT, CURRENCY, "claimed"),
            OfferedEvent.of(BONUS, "bonus.activated", "awardId", USER, AMOUNT, "toWager", CURRENCY, "expiresAt"),
            OfferedEvent.of(BONUS, "bonus.requirements-met", "awardId", USER),
            bonus("converted"),
            bonus("expired"),
            bonus("forfeited"),
            bonus("cancelled"),
            intent("approved", TRANSFER),
            intent("cancelled"),
            intent("declined", "code"),
            intent("failed", "code"),
            OfferedEvent.of(
                    PAYMENT,
                    "payment.intent.held",
                    "intentId",
                    "orderReference",
                    USER,
                    WALLET,
                    HOLD,
                    AMOUNT,
                    CURRENCY,
                    "expiresAt"),
            intent("refunded", TRANSFER),
            wallet("adjusted", TRANSFER, "change", CURRENCY, BALANCE),
            wallet("balance.crossed", "monitorId", "pocket", "condition", "threshold", CURRENCY, BALANCE, TRANSFER),
            wallet("bet.placed", "betId", TRANSFER, "gameId", "roundId", "stake", "bonusStake", CURRENCY),
            wallet("bet.settled", "betId", TRANSFER, "gameId", "roundId", "win", "bonusWin", "closed", CURRENCY),
            wallet("bet.rolled-back", "betId", TRANSFER, "gameId", "roundId", "stake", "won", CURRENCY),
            wallet("closed", CURRENCY),
            wallet("credit-limit.set", TRANSFER, "limit", CURRENCY, BALANCE),
            wallet("deposit.completed", TRANSFER, AMOUNT, FEE, CURRENCY, BALANCE),
            wallet("deposit.settled", "depositId", AMOUNT, CURRENCY, "outcome"),
            wallet("exchange.completed", TRANSFER, SIDE, AMOUNT, CURRENCY, "counterAmount", "counterCurrency", BALANCE),
            wallet("frozen", CURRENCY),
            wallet("unfrozen", CURRENCY),
            wallet("hold.placed", HOLD, AMOUNT, CURRENCY, BALANCE),
            wallet("hold.released", HOLD, AMOUNT, CURRENCY, BALANCE),
            wallet("purchase.completed", TRANSFER, AMOUNT, CURRENCY, HOLD),
            wallet("refund.completed", TRANSFER, AMOUNT, CURRENCY, BALANCE),
            wallet("transfer.completed", TRANSFER, SIDE, AMOUNT, FEE, CURRENCY, "counterpartyUserId", BALANCE),
            wallet("transfer.reversed", TRANSFER, "reverses", SIDE, AMOUNT, "change", CURRENCY, BALANCE),
            withdrawal("requested", HOLD, FEE, "isApprovalNeeded"),
            withdrawal("approved"),
            withdrawal("cancelled"),
            withdrawal("declined"),
            withdrawal("failed", "code"),
            wallet("withdrawal.completed", TRANSFER, AMOUNT, FEE, CURRENCY, HOLD),
            withdrawal("settled", "outcome"),
            withdrawal("stuck", "why"));

    private static final Map<String, OfferedEvent> BY_TYPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(OfferedEvent::type, Function.identity()));

    private OfferedEvents() {}

    private static OfferedEvent bonus(String end) {
        return OfferedEvent.of(BONUS, "bonus." + end, "awardId", USER, AMOUNT, CURRENCY);
    }

    private static OfferedEvent intent(String end, String... more) {
        return with(
                OfferedEvent.of(
                        PAYMENT,
                        "payment.intent." + end,
                        "intentId",
                        "orderReference",
                        USER,
                        WALLET,
                        AMOUNT,
                        CURRENCY,
                        AT),
                more);
    }

    private static OfferedEvent wallet(String end, String... more) {
        return with(OfferedEvent.of(PAYMENT, "wallet." + end, WALLET, USER, AT), more);
    }

    private static OfferedEvent withdrawal(String end, String... more) {
        return with(wallet("withdrawal." + end, "withdrawalId", AMOUNT, CURRENCY), more);
    }

    private static OfferedEvent with(OfferedEvent event, String... more) {
        List<String> fields = new ArrayList<>(event.fields());
        fields.addAll(List.of(more));
        return new OfferedEvent(event.source(), event.type(), fields);
    }

    public static List<OfferedEvent> all() {
        return ALL;
    }

    static @Nullable OfferedEvent find(String type) {
        return BY_TYPE.get(type);
    }
}
