package dev.coffer.auth.impersonation;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.token.AccessToken;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;

/** The fields of {@code impersonation.graphqls}. */
@DgsComponent
class ImpersonationFetcher {

    private static final int LONGEST_REASON = 200;

    private final ImpersonateUser impersonateUser;

    ImpersonationFetcher(ImpersonateUser impersonateUser) {
        this.impersonateUser = impersonateUser;
    }

    /** {@code ImpersonateUserInput}. */
    record ImpersonateUserInput(String userId, String reason) {

        String checkedReason() {
            String line = reason.strip();
            if (line.isEmpty()
                    || line.length() > LONGEST_REASON
                    || line.codePoints().anyMatch(Character::isISOControl)) {
                throw CodedException.invalid(
                        "input.reason", "A reason is one line of 1 to " + LONGEST_REASON + " characters.");
            }
            return line;
        }
    }

    /** {@code Impersonation}. */
    record Impersonation(String userId, String accessToken, Instant expiresAt) {

        static Impersonation of(String userId, AccessToken token) {
            return new Impersonation(userId, token.value(), token.expiresAt());
        }

        @Override
        public String toString() {
            return "Impersonation[userId=" + userId + ", expiresAt=" + expiresAt + "]";
        }
    }

    @DgsMutation
    Object impersonateUser(@InputArgument ImpersonateUserInput input, DataFetchingEnvironment environment) {
        String reason = input.checkedReason();
        return switch (impersonateUser.impersonate(Callers.caller(environment), input.userId(), reason)) {
            case ImpersonateUser.Result.Started(String userId, AccessToken token) -> Impersonation.of(userId, token);
            case ImpersonateUser.Result.Refused(RefusalCode code) -> Refusal.of(code, code.meaning(), "input.userId");
        };
    }
}
