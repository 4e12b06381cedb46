package dev.coffer.auth.passkey;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.factor.FactorAnswers;
import dev.coffer.auth.factor.ProveOwner;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRule;
import dev.coffer.auth.passkey.PasskeyInputs.LoginWithPasskeyInput;
import dev.coffer.auth.passkey.PasskeyInputs.RegisterPasskeyInput;
import dev.coffer.auth.passkey.PasskeyInputs.RemovePasskeyInput;
import dev.coffer.auth.passkey.PasskeyInputs.RenamePasskeyInput;
import dev.coffer.auth.passkey.PasskeyInputs.StartPasskeyCheckInput;
import dev.coffer.auth.passkey.PasskeyInputs.StartPasskeyLoginInput;
import dev.coffer.auth.passkey.PasskeyInputs.StartPasskeyRegistrationInput;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.signin.FindSignIn;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.user.Tenants;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Clients;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Client;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code passkey.graphqls}. */
@DgsComponent
class PasskeyFetcher {

    private final RegisterPasskey registerPasskey;
    private final ChangePasskeys changePasskeys;
    private final AskPasskey askPasskey;
    private final LogInWithPasskey logInWithPasskey;
    private final ProveOwner proveOwner;
    private final FindSignIn findSignIn;
    private final NetworkLimits networkLimits;
    private final Tenants tenants;

    PasskeyFetcher(
            RegisterPasskey registerPasskey,
            ChangePasskeys changePasskeys,
            AskPasskey askPasskey,
            LogInWithPasskey logInWithPasskey,
            ProveOwner proveOwner,
            FindSignIn findSignIn,
            NetworkLimits networkLimits,
            Tenants tenants) {
        this.registerPasskey = registerPasskey;
        this.changePasskeys = changePasskeys;
        this.askPasskey = askPasskey;
        this.logInWithPasskey = logInWithPasskey;
        this.proveOwner = proveOwner;
        this.findSignIn = findSignIn;
        this.networkLimits = networkLimits;
        this.tenants = tenants;
    }

    @DgsData(parentType = "User")
    List<Passkey> passkeys(DataFetchingEnvironment environment) {
        User user = Objects.requireNonNull(environment.<User>getSource());
        return changePasskeys.of(user.requireSelf(Callers.caller(environment)));
    }

    @DgsMutation
    Object startPasskeyRegistration(
            @InputArgument StartPasskeyRegistrationInput input, DataFetchingEnvironment environment) {
        return FactorAnswers.of(
                registerPasskey.begin(Callers.caller(environment), Password.of(input.password()), input.code()));
    }

    @DgsMutation
    Object registerPasskey(@InputArgument RegisterPasskeyInput input, DataFetchingEnvironment environment) {
        return FactorAnswers.of(registerPasskey.register(
                Callers.caller(environment), input.credential(), PasskeyInputs.name(input.name())));
    }

    @DgsMutation
    Object renamePasskey(@InputArgument RenamePasskeyInput input, DataFetchingEnvironment environment) {
        return changePasskeys.rename(Callers.caller(environment), input.id(), PasskeyInputs.name(input.name()));
    }

    @DgsMutation
    Object removePasskey(@InputArgument RemovePasskeyInput input, DataFetchingEnvironment environment) {
        return FactorAnswers.of(changePasskeys.remove(
                Callers.caller(environment), input.id(), Password.of(input.password()), input.code()));
    }

    @DgsMutation
    Object startPasskeyLogin(@InputArgument StartPasskeyLoginInput input) {
        String id = input.id();
        if (id == null) {
            return askPasskey.toLogIn(tenants.resolve(input.tenant()));
        }
        User user = findSignIn.find(id);
        return user == null
                ? refusal(SignInRefusal.SIGN_IN_EXPIRED)
                : request(askPasskey.of(user, Purpose.SECOND_STEP));
    }

    @DgsMutation
    Object startPasskeyCheck(@InputArgument StartPasskeyCheckInput input, DataFetchingEnvironment environment) {
        return request(askPasskey.of(
                proveOwner.user(Callers.caller(environment)), input.occasion().purpose()));
    }

    @DgsMutation
    Object loginWithPasskey(@InputArgument LoginWithPasskeyInput input, DataFetchingEnvironment environment) {
        String tenantId = tenants.resolve(input.tenant());
        Client client = Clients.client(environment);
        return networkLimits.hold(
                NetworkRule.PROOF, client, () -> answer(logInWithPasskey.logIn(tenantId, input.credential(), client)));
    }

    private static Object answer(LogInWithPasskey.Result result) {
        return switch (result) {
            case LogInWithPasskey.Result.SignedIn(Session session) -> session;
            case LogInWithPasskey.Result.Refused(RefusalCode reason) -> refusal(reason);
        };
    }

    private static Object request(@Nullable PasskeyRequest request) {
        return request == null ? refusal(SignInRefusal.FACTOR_NOT_ENROLLED) : request;
    }

    private static Refusal refusal(RefusalCode reason) {
        return Refusal.of(reason, reason.meaning());
    }
}
