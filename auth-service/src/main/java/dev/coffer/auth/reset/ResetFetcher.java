package dev.coffer.auth.reset;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.code.IssuedCode;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.Tenants;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Refusal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code reset.graphqls}. */
@DgsComponent
class ResetFetcher {

    private final RequestReset requestReset;
    private final ResetPassword resetPassword;
    private final Tenants tenants;

    ResetFetcher(RequestReset requestReset, ResetPassword resetPassword, Tenants tenants) {
        this.requestReset = requestReset;
        this.resetPassword = resetPassword;
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
    Object requestPasswordReset(@InputArgument RequestPasswordResetInput input) {
        FieldChecks checks = new FieldChecks();
        String tenantId = checks.read("input.tenant", () -> tenants.resolve(input.tenant()));
        Contact contact = checks.read("input.identifier", () -> Contact.parse(input.identifier()));
        checks.require();
        return switch (requestReset.request(Objects.requireNonNull(tenantId), Objects.requireNonNull(contact))) {
            case IssueResult.Issued(IssuedCode code) ->
                new PasswordResetRequested(code.id(), code.sentTo(), code.expiresAt());
            case IssueResult.SentTooOften refused -> CodeRefusal.of(refused);
        };
    }

    @DgsMutation(field = "resetPassword")
    Object reset(@InputArgument ResetPasswordInput input) {
        String tenantId = tenants.resolve(input.tenant());
        return switch (resetPassword.reset(tenantId, input.id(), input.code(), Password.of(input.newPassword()))) {
            case ResetResult.Reset(String requestId) -> new PasswordReset(requestId);
            case ResetResult.Refused(RefusalCode reason) -> Refusal.of(reason, reason.meaning(), "input.newPassword");
            case ResetResult.NotProved(CodeRefusal reason) -> CodeRefusal.ofTyped(reason);
        };
    }
}
