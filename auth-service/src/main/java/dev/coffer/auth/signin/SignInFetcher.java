package dev.coffer.auth.signin;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.code.IssuedCode;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRule;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.token.AccessToken;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.Tenants;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Clients;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Client;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code signin.graphqls}. */
@DgsComponent
class SignInFetcher {

    private final LogIn logIn;
    private final CompleteLogin completeLogin;
    private final SendSignInCode sendSignInCode;
    private final StepUp stepUp;
    private final ChangePassword changePassword;
    private final NetworkLimits networkLimits;
    private final Tenants tenants;

    SignInFetcher(
            LogIn logIn,
            CompleteLogin completeLogin,
            SendSignInCode sendSignInCode,
            StepUp stepUp,
            ChangePassword changePassword,
            NetworkLimits networkLimits,
            Tenants tenants) {
        this.logIn = logIn;
        this.completeLogin = completeLogin;
        this.sendSignInCode = sendSignInCode;
        this.stepUp = stepUp;
        this.changePassword = changePassword;
        this.networkLimits = networkLimits;
        this.tenants = tenants;
    }

    record LoginInput(
            @Nullable String tenant,
            String identifier,
            String password,
            @Nullable String deviceToken) {

        @Override
        public String toString() {
            return "LoginInput[***]";
        }
    }

    record CompleteLoginInput(
            String id,
            FactorKind factor,
            String code,
            @Nullable Boolean rememberDevice) {

        CompleteLogin.Answer answer() {
            return new CompleteLogin.Answer(factor, code, Boolean.TRUE.equals(rememberDevice));
        }

        @Override
        public String toString() {
            return "CompleteLoginInput[***]";
        }
    }

    record SendSignInCodeInput(String id) {

        @Override
        public String toString() {
            return "SendSignInCodeInput[***]";
        }
    }

    record StepUpInput(FactorKind factor, String code) {

        @Override
        public String toString() {
            return "StepUpInput[***]";
        }
    }

    record ChangePasswordInput(String currentPassword, String newPassword) {

        @Override
        public String toString() {
            return "ChangePasswordInput[***]";
        }
    }

    @DgsMutation
    Object login(@InputArgument LoginInput input, DataFetchingEnvironment environment) {
        FieldChecks checks = new FieldChecks();
        String tenantId = checks.read("input.tenant", () -> tenants.resolve(input.tenant()));
        Contact contact = checks.read("input.identifier", () -> Contact.parse(input.identifier()));
        checks.require();
        Client client = Clients.client(environment);
        return networkLimits.hold(
                NetworkRule.PROOF,
                client,
                () -> answer(logIn.logIn(
                        Objects.requireNonNull(tenantId),
                        Objects.requireNonNull(contact),
                        Password.of(input.password()),
                        input.deviceToken(),
                        client)));
    }

    private static Object answer(LoginResult result) {
        return switch (result) {
            case LoginResult.SignedIn(Session session) -> session;
            case LoginResult.SecondStep(SecondFactorRequired required) -> required;
            case LoginResult.Refused(SignInRefusal reason) -> Refusal.of(reason, reason.meaning());
            case LoginResult.NotYet(Duration pause) -> retryAfter(SignInRefusal.ACCOUNT_PENDING, pause);
            case LoginResult.TriedTooOften(Duration pause) -> retryAfter(SignInRefusal.TOO_MANY_ATTEMPTS, pause);
        };
    }

    @DgsMutation
    Object completeLogin(@InputArgument CompleteLoginInput input, DataFetchingEnvironment environment) {
        Client client = Clients.client(environment);
        return networkLimits.hold(
                NetworkRule.PROOF, client, () -> answer(completeLogin.complete(input.id(), input.answer(), client)));
    }

    private static Object answer(CompleteLogin.Result result) {
        return switch (result) {
            // The token is the answer's alone: the session knows nothing of it, and it is never read again.
            case CompleteLogin.Result.SignedIn(Session session, @Nullable String deviceToken) ->
                DataFetcherResult.newResult()
                        .data(session)
                        .localContext(deviceToken)
                        .build();
            case CompleteLogin.Result.Refused(SignInRefusal reason) -> Refusal.of(reason, reason.meaning());
            case CompleteLogin.Result.TriedTooOften(Duration pause) ->
                retryAfter(SignInRefusal.SECOND_FACTOR_TRIED_TOO_OFTEN, pause);
        };
    }

    @DgsMutation
    Object sendSignInCode(@InputArgument SendSignInCodeInput input, DataFetchingEnvironment environment) {
        return networkLimits.hold(
                NetworkRule.SENDING, Clients.client(environment), () -> answer(sendSignInCode.send(input.id())));
    }

    private static Object answer(SendSignInCode.Result result) {
        return switch (result) {
            case SendSignInCode.Result.Sent(IssuedCode code) -> SignInCodeSent.of(code);
            case SendSignInCode.Result.Refused(RefusalCode reason) -> Refusal.of(reason, reason.meaning());
            case SendSignInCode.Result.SentTooOften(IssueResult.SentTooOften refused) -> CodeRefusal.of(refused);
        };
    }

    @DgsMutation
    Object stepUp(@InputArgument StepUpInput input, DataFetchingEnvironment environment) {
        return switch (stepUp.stepUp(Callers.caller(environment), input.factor(), input.code())) {
            case StepUp.Result.Raised(AccessToken token) -> SteppedUp.of(token);
            case StepUp.Result.Refused(RefusalCode reason) -> Refusal.of(reason, reason.meaning());
            case StepUp.Result.TriedTooOften(SignInRefusal proof, Duration pause) -> retryAfter(proof, pause);
        };
    }

    @DgsData(parentType = "Session")
    @Nullable
    String deviceToken(DataFetchingEnvironment environment) {
        return environment.getLocalContext() instanceof String token ? token : null;
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

    /** In whole seconds, rounded up. */
    private static Refusal retryAfter(SignInRefusal reason, Duration pause) {
        int seconds = Math.toIntExact(pause.plusMillis(999).toSeconds());
        return Refusal.retryAfter(reason, reason.meaning(), seconds);
    }
}
