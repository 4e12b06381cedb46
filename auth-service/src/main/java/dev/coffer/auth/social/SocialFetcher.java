package dev.coffer.auth.social;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRule;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.signin.EnterProven.Entrance;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.social.SocialInputs.CompleteSocialLinkInput;
import dev.coffer.auth.social.SocialInputs.CompleteSocialLoginInput;
import dev.coffer.auth.social.SocialInputs.SocialAccount;
import dev.coffer.auth.social.SocialInputs.SocialLoginStarted;
import dev.coffer.auth.social.SocialInputs.SocialProviderShown;
import dev.coffer.auth.social.SocialInputs.StartSocialLinkInput;
import dev.coffer.auth.social.SocialInputs.StartSocialLoginInput;
import dev.coffer.auth.social.SocialInputs.UnlinkSocialAccountInput;
import dev.coffer.auth.user.Tenants;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Clients;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Client;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code social.graphqls}. */
@DgsComponent
class SocialFetcher {

    private final SocialClients clients;
    private final StartSocial startSocial;
    private final SignInSocially signIn;
    private final LinkSocial linkSocial;
    private final NetworkLimits networkLimits;
    private final Tenants tenants;

    SocialFetcher(
            SocialClients clients,
            StartSocial startSocial,
            SignInSocially signIn,
            LinkSocial linkSocial,
            NetworkLimits networkLimits,
            Tenants tenants) {
        this.clients = clients;
        this.startSocial = startSocial;
        this.signIn = signIn;
        this.linkSocial = linkSocial;
        this.networkLimits = networkLimits;
        this.tenants = tenants;
    }

    @DgsQuery
    List<SocialProviderShown> socialProviders(@InputArgument @Nullable String tenant) {
        return clients.all(tenants.resolve(tenant)).stream()
                .map(client -> new SocialProviderShown(client.provider(), client.name()))
                .toList();
    }

    @DgsMutation
    Object startSocialLogin(@InputArgument StartSocialLoginInput input, DataFetchingEnvironment environment) {
        String tenantId = tenants.resolve(input.tenant());
        return networkLimits.hold(NetworkRule.PROOF, Clients.client(environment), () -> switch (startSocial.start(
                tenantId, input.provider(), input.redirectUri(), null)) {
            case StartSocial.Result.Started started -> SocialLoginStarted.of(started);
            case StartSocial.Result.Refused(SocialRefusal reason) -> Refusal.of(reason, reason.meaning());
        });
    }

    @DgsMutation
    Object completeSocialLogin(@InputArgument CompleteSocialLoginInput input, DataFetchingEnvironment environment) {
        String tenantId = tenants.resolve(input.tenant());
        Client client = Clients.client(environment);
        return networkLimits.hold(NetworkRule.PROOF, client, () -> switch (signIn.signIn(
                tenantId, input.answer(), input.binding(), input.deviceToken(), client)) {
            case SignInSocially.Result.Proven(Entrance entrance) -> answer(entrance);
            case SignInSocially.Result.Refused(RefusalCode reason) -> Refusal.of(reason, reason.meaning());
            case SignInSocially.Result.NotYet(RefusalCode reason, Duration pause) -> retryAfter(reason, pause);
        });
    }

    private static Object answer(Entrance entrance) {
        return switch (entrance) {
            case Entrance.SignedIn(Session session) -> session;
            case Entrance.SecondStep(Object required) -> required;
            case Entrance.NoPassword _ ->
                Refusal.of(SocialRefusal.SOCIAL_PASSWORD_NEEDED, SocialRefusal.SOCIAL_PASSWORD_NEEDED.meaning());
            case Entrance.Refused(SignInRefusal reason, @Nullable Duration pause) ->
                pause == null ? Refusal.of(reason, reason.meaning()) : retryAfter(reason, pause);
        };
    }

    @DgsMutation
    Object startSocialLink(@InputArgument StartSocialLinkInput input, DataFetchingEnvironment environment) {
        return answer(linkSocial.start(
                Callers.caller(environment), input.provider(), input.redirectUri(), Password.of(input.password())));
    }

    @DgsMutation
    Object completeSocialLink(@InputArgument CompleteSocialLinkInput input, DataFetchingEnvironment environment) {
        return answer(linkSocial.complete(Callers.caller(environment), input.answer(), input.binding()));
    }

    @DgsMutation
    Object unlinkSocialAccount(@InputArgument UnlinkSocialAccountInput input, DataFetchingEnvironment environment) {
        return answer(linkSocial.unlink(Callers.caller(environment), input.provider(), Password.of(input.password())));
    }

    private static Object answer(LinkSocial.Result result) {
        return switch (result) {
            case LinkSocial.Result.Done(SocialLink link) -> SocialAccount.of(link);
            case LinkSocial.Result.Started(StartSocial.Result.Started started) -> SocialLoginStarted.of(started);
            case LinkSocial.Result.Refused(RefusalCode reason) -> Refusal.of(reason, reason.meaning());
            case LinkSocial.Result.TriedTooOften(Duration pause) -> retryAfter(SignInRefusal.TOO_MANY_ATTEMPTS, pause);
        };
    }

    @DgsData(parentType = "User")
    List<SocialAccount> socialAccounts(DataFetchingEnvironment environment) {
        User user = Objects.requireNonNull(environment.<User>getSource());
        return linkSocial.ofCaller(user.requireSelf(Callers.caller(environment))).stream()
                .map(SocialAccount::of)
                .toList();
    }

    /** In whole seconds, rounded up. */
    private static Refusal retryAfter(RefusalCode reason, Duration pause) {
        int seconds = Math.toIntExact(pause.plusMillis(999).toSeconds());
        return Refusal.retryAfter(reason, reason.meaning(), seconds);
    }
}
