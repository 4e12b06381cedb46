package dev.coffer.payment.transfer;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.payment.ledger.Chain;
import dev.coffer.payment.ledger.ChainResult;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Transfer;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code many-transfers.graphqls}. */
@DgsComponent
class ManyTransfersFetcher {

    private static final String INPUT = "input.";

    private final LinkTransfers linkTransfers;
    private final BulkTransfers bulkTransfers;
    private final Currencies currencies;

    ManyTransfersFetcher(LinkTransfers linkTransfers, BulkTransfers bulkTransfers, Currencies currencies) {
        this.linkTransfers = linkTransfers;
        this.bulkTransfers = bulkTransfers;
        this.currencies = currencies;
    }

    /** Both inputs, which are alike. */
    record ManyTransfersInput(
            List<PaymentInput> transfers,
            String idempotencyKey,
            @Nullable Boolean dryRun) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        List<Payment> payments(Caller caller, Currencies currencies, int least, int most) {
            if (transfers.size() < least || transfers.size() > most) {
                throw CodedException.invalid(
                        "input.transfers",
                        "Give " + least + " to " + most + " transfers, not " + transfers.size() + ".");
            }
            FieldChecks checks = new FieldChecks();
            String key = checks.read(
                    "input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
            List<@Nullable Payment> payments = new ArrayList<>(transfers.size());
            for (int number = 0; number < transfers.size(); number++) {
                payments.add(transfers.get(number).toPayment(caller, currencies, checks, path(number), key));
            }
            checks.require();
            return payments.stream().map(Objects::requireNonNull).toList();
        }

        Mode mode() {
            return Mode.of(dryRun);
        }
    }

    /** The GraphQL type {@code LinkedTransfers}. */
    record LinkedTransfers(List<TransferView> transfers) {}

    /** The GraphQL type {@code BulkTransfers}. @param results each a {@link TransferView} or a {@link Refusal} */
    record BulkTransfersView(int booked, int refused, List<Object> results) {}

    @DgsMutation
    Object linkedTransfers(@InputArgument ManyTransfersInput input, DataFetchingEnvironment environment) {
        List<Payment> payments = input.payments(Callers.caller(environment), currencies, 2, Chain.MAX_POSTS);
        return switch (linkTransfers.link(payments, input.mode())) {
            case ChainResult.Posted(List<Transfer> transfers) ->
                new LinkedTransfers(transfers.stream()
                        .map(transfer -> TransferView.of(transfer, input.mode()))
                        .toList());
            case ChainResult.Refused(int position, PostResult.Refused why) -> refusal(position, why);
        };
    }

    @DgsMutation
    BulkTransfersView bulkTransfers(@InputArgument ManyTransfersInput input, DataFetchingEnvironment environment) {
        List<Payment> payments = input.payments(Callers.caller(environment), currencies, 1, BulkTransfers.MOST);
        List<BulkTransfers.Outcome> outcomes = bulkTransfers.transfer(payments, input.mode());
        List<Object> results = new ArrayList<>(outcomes.size());
        for (BulkTransfers.Outcome outcome : outcomes) {
            results.add(
                    switch (outcome) {
                        case BulkTransfers.Outcome.Decided(PostResult.Posted(Transfer transfer)) ->
                            TransferView.of(transfer, input.mode());
                        case BulkTransfers.Outcome.Decided(PostResult.Refused why) -> refusal(results.size(), why);
                        case BulkTransfers.Outcome.NotFound(CodedException error) ->
                            new Refusal(error.code().name(), String.valueOf(error.getMessage()), error.field(), null);
                    });
        }
        int booked =
                (int) results.stream().filter(TransferView.class::isInstance).count();
        return new BulkTransfersView(booked, results.size() - booked, results);
    }

    private static Refusal refusal(int position, PostResult.Refused why) {
        Refusal refusal = LedgerRefusals.refusal(why.code(), why.message(), why.retryAfterSeconds(), null);
        String field = refusal.field();
        boolean isOfOne = field != null && !field.equals("input.idempotencyKey");
        return new Refusal(
                refusal.code(),
                refusal.message(),
                field == null
                        ? path(position)
                        : isOfOne ? path(position) + '.' + field.substring(INPUT.length()) : field,
                refusal.retryAfterSeconds());
    }

    private static String path(int number) {
        return "input.transfers[" + number + "]";
    }
}
