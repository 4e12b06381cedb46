package dev.coffer.auth.closing;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.closing.Closing.State;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of {@code closing.graphqls} and {@code serviceaccount.graphqls}. */
@DgsComponent
class ClosingFetcher {

    private static final int LONGEST_REASON = 200;

    private final CloseAccount closeAccount;
    private final KeepAccount keepAccount;
    private final Closings closings;

    ClosingFetcher(CloseAccount closeAccount, KeepAccount keepAccount, Closings closings) {
        this.closeAccount = closeAccount;
        this.keepAccount = keepAccount;
        this.closings = closings;
    }

    /** The GraphQL type. */
    record AccountClosing(
            String userId,
            State state,
            Instant askedAt,
            @Nullable Instant eraseAt,
            @Nullable String keptBecause) {

        static AccountClosing of(Closing closing) {
            return new AccountClosing(
                    closing.userId(), closing.state(), closing.askedAt(), closing.eraseAt(), closing.kept());
        }
    }

    /** The GraphQL type. */
    record KeptAccount(String userId) {}

    record CloseAccountInput(@Nullable String reason) {}

    record CloseUserAccountInput(String userId, String reason) {}

    record KeepUserAccountInput(String userId) {}

    /** Of {@code serviceaccount.graphqls}. */
    record DeleteServiceAccountInput(String id, String reason) {}

    @DgsQuery
    @Nullable
    AccountClosing accountClosing(@InputArgument String userId, DataFetchingEnvironment environment) {
        Closing found = closings.find(Callers.caller(environment).tenantId(), userId);
        return found == null ? null : AccountClosing.of(found);
    }

    @DgsMutation
    Object closeAccount(@InputArgument CloseAccountInput input, DataFetchingEnvironment environment) {
        String reason = input.reason() == null ? null : checked(input.reason());
        return answer(closeAccount.closeOwn(Callers.caller(environment), reason));
    }

    @DgsMutation
    Object closeUserAccount(@InputArgument CloseUserAccountInput input, DataFetchingEnvironment environment) {
        return answer(closeAccount.closeOther(Callers.caller(environment), input.userId(), checked(input.reason())));
    }

    @DgsMutation
    Object deleteServiceAccount(@InputArgument DeleteServiceAccountInput input, DataFetchingEnvironment environment) {
        return answer(closeAccount.deleteService(Callers.caller(environment), input.id(), checked(input.reason())));
    }

    private static Object answer(CloseAccount.Result result) {
        return switch (result) {
            case CloseAccount.Result.Begun(Closing closing) -> AccountClosing.of(closing);
            case CloseAccount.Result.Refused(RefusalCode reason, @Nullable String field) ->
                field == null ? Refusal.of(reason, reason.meaning()) : Refusal.of(reason, reason.meaning(), field);
        };
    }

    @DgsMutation
    Object keepUserAccount(@InputArgument KeepUserAccountInput input, DataFetchingEnvironment environment) {
        RefusalCode refused = keepAccount.keep(Callers.caller(environment), input.userId());
        return refused == null
                ? new KeptAccount(input.userId())
                : Refusal.of(refused, refused.meaning(), "input.userId");
    }

    private static String checked(String typed) {
        String line = typed.strip();
        if (line.isEmpty()
                || line.length() > LONGEST_REASON
                || line.codePoints().anyMatch(Character::isISOControl)) {
            throw CodedException.invalid(
                    "input.reason", "A reason is one line of 1 to " + LONGEST_REASON + " characters.");
        }
        return line;
    }
}
