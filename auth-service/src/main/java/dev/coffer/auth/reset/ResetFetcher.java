package dev.coffer.auth.reset;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.code.IssuedCode;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRule;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.Tenants;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Clients;
import dev.coffer.core.graphql.Refusal;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code reset.graphqls}. */
@DgsComponent
class ResetFetcher {

    private final RequestReset requestReset;
    private final ResetPassword resetPassword;
    private final NetworkLimits networkLimits;
    private final Tenants tenants;

    ResetFetcher(RequestReset requestReset, ResetPassword resetPassword, NetworkLimits networkLimits, Tenants tenants) {
        this.requestReset = requestReset;
        this.resetPassword = resetPassword;
        this.networkLimits = networkLimits;
        this.tenants = tenants;
    }

    record RequestPasswordResetInput(@Nullable String tenant, String identifier) {

        @Override
        public String toString() {
            return "RequestPasswordResetInput[***]";
        }
    }

    record ResetPasswordInput(@Nullable String tenant, String id, String code, String newPassword) {

        @Override
        public String toString() {
            return "ResetPasswordInput[***]";
        }
    }

    /** The GraphQL type. */
    record PasswordResetRequested(String id, String sentTo, Instant expiresAt) {}

    /** The GraphQL type. */
    record PasswordReset(String id) {}

    @DgsMutation
    Object requestPasswordReset(@InputArgument RequestPasswordResetInput input, DataFetchingEnvironment environment) {
        FieldChecks checks = new FieldChecks();
        String tenantId = checks.read("input.tenant", () -> tenants.resolve(input.tenant()));
        Contact contact = checks.read("input.identifier", () -> Contact.parse(input.identifier()));
        checks.require();
        return networkLimits.hold(
                NetworkRule.SENDING,
                Clients.client(environment),
                () -> answer(requestReset.request(Objects.requireNonNull(tenantId), Objects.requireNonNull(contact))));
    }

    private static Object answer(IssueResult result) {
        return switch (result) {
            case IssueResult.Issued(IssuedCode code) ->
                new PasswordResetRequested(code.id(), code.sentTo(), code.expiresAt());
            case IssueResult.SentTooOften refused -> CodeRefusal.of(refused);
        };
    }

    @DgsMutation(field = "resetPassword")
    Object reset(@InputArgument ResetPasswordInput input, DataFetchingEnvironment environment) {
        String tenantId = tenants.resolve(input.tenant());
        return networkLimits.hold(
                NetworkRule.PROOF,
                Clients.client(environment),
                () -> answer(
                        resetPassword.reset(tenantId, input.id(), input.code(), Password.of(input.newPassword()))));
    }

    private static Object answer(ResetResult result) {
        return switch (result) {
            case ResetResult.Reset(String requestId) -> new PasswordReset(requestId);
            case ResetResult.Refused(RefusalCode reason) -> Refusal.of(reason, reason.meaning(), "input.newPassword");
            case ResetResult.NotProved(CodeRefusal reason) -> CodeRefusal.ofTyped(reason);
        };
    }
}
