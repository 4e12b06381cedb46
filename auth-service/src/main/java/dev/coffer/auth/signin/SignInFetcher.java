package dev.coffer.auth.signin;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.Tenants;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code signin.graphqls}. */
@DgsComponent
class SignInFetcher {

    private final LogIn logIn;
    private final ChangePassword changePassword;
    private final Tenants tenants;

    SignInFetcher(LogIn logIn, ChangePassword changePassword, Tenants tenants) {
        this.logIn = logIn;
        this.changePassword = changePassword;
        this.tenants = tenants;
    }

    record LoginInput(@Nullable String tenant, String identifier, String password) {

        @Override
        public String toString() {
            return "LoginInput[***]";
        }
    }

    record ChangePasswordInput(String currentPassword, String newPassword) {

        @Override
        public String toString() {
            return "ChangePasswordInput[***]";
        }
    }

    @DgsMutation
    Object login(@InputArgument LoginInput input) {
        FieldChecks checks = new FieldChecks();
        String tenantId = checks.read("input.tenant", () -> tenants.resolve(input.tenant()));
        Contact contact = checks.read("input.identifier", () -> Contact.parse(input.identifier()));
        checks.require();
        LoginResult result = logIn.logIn(
                Objects.requireNonNull(tenantId), Objects.requireNonNull(contact), Password.of(input.password()));
        return switch (result) {
            case LoginResult.SignedIn(Session session) -> session;
            case LoginResult.Refused(SignInRefusal reason) -> Refusal.of(reason, reason.meaning());
            case LoginResult.NotYet(Duration pause) -> retryAfter(SignInRefusal.ACCOUNT_PENDING, pause);
            case LoginResult.TriedTooOften(Duration pause) -> retryAfter(SignInRefusal.TOO_MANY_ATTEMPTS, pause);
        };
    }

    @DgsMutation
    Object changePassword(@InputArgument ChangePasswordInput input, DataFetchingEnvironment environment) {
        ChangePassword.Result result = changePassword.change(
                Callers.caller(environment), Password.of(input.currentPassword()), Password.of(input.newPassword()));
        return switch (result) {
            case ChangePassword.Result.Changed(User user) -> user;
            case ChangePassword.Result.Refused(RefusalCode reason, String field) ->
                Refusal.of(reason, reason.meaning(), field);
            case ChangePassword.Result.TriedTooOften(Duration pause) ->
                retryAfter(SignInRefusal.TOO_MANY_ATTEMPTS, pause);
        };
    }

    private static Refusal retryAfter(SignInRefusal reason, Duration pause) {
        int seconds = Math.toIntExact(pause.plusMillis(999).toSeconds());
        return Refusal.retryAfter(reason, reason.meaning(), seconds);
    }
}
