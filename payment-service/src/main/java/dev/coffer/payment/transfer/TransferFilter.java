package dev.coffer.payment.transfer;

import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.Transfers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The GraphQL input {@code TransferFilter}. */
record TransferFilter(
        @Nullable String walletId,
        @Nullable List<TransferType> types,
        @Nullable TransferStatus status,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable MoneyInput minimum,
        @Nullable MoneyInput maximum,
        @Nullable List<MetadataInput> metadata) {

    /** @throws dev.coffer.core.errors.CodedException INVALID_INPUT naming every field that is wrong */
    Transfers.Filter filter(Currencies currencies) {
        FieldChecks checks = new FieldChecks();
        Money least = bound(checks, currencies, minimum, "filter.minimum");
        Money most = bound(checks, currencies, maximum, "filter.maximum");
        Map<String, String> pairs = checks.read("filter.metadata", () -> MetadataInput.toMap(metadata));
        Boolean isReversed = status == null ? null : checks.read("filter.status", () -> isReversed(status));
        checks.read("filter.from", () -> inOrder(from, to));
        checks.require();
        return new Transfers.Filter(
                Objects.requireNonNullElse(types, List.of()),
                from,
                to,
                least,
                most,
                Objects.requireNonNull(pairs),
                isReversed);
    }

    private static @Nullable Money bound(
            FieldChecks checks, Currencies currencies, @Nullable MoneyInput typed, String field) {
        return typed == null ? null : checks.read(field, () -> typed.toPositiveMoney(currencies, field));
    }

    private static boolean isReversed(TransferStatus status) {
        return switch (status) {
            case COMPLETED -> false;
            case REVERSED -> true;
            case DRY_RUN -> throw new IllegalArgumentException("What was a dry run is in no list.");
        };
    }

    private static boolean inOrder(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("The start " + from + " must lie before the end " + to + ".");
        }
        return true;
    }

    /** For cursors: one of another filter fits no other list. */
    static String scope(Transfers.Filter filter) {
        return filter.equals(Transfers.Filter.ALL)
                ? ""
                : String.join(
                        "|",
                        String.valueOf(filter.types()),
                        String.valueOf(filter.from()),
                        String.valueOf(filter.to()),
                        String.valueOf(filter.least()),
                        String.valueOf(filter.most()),
                        String.valueOf(new TreeMap<>(filter.metadata())),
                        String.valueOf(filter.isReversed()));
    }
}
