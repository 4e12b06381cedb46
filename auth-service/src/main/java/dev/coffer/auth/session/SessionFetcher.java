package dev.coffer.auth.session;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRule;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Clients;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Client;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** The fields of {@code session.graphqls}. */
@DgsComponent
class SessionFetcher {

    private final RefreshSession refreshSession;
    private final EndSessions endSessions;
    private final FindSessions findSessions;
    private final NetworkLimits networkLimits;

    SessionFetcher(
            RefreshSession refreshSession,
            EndSessions endSessions,
            FindSessions findSessions,
            NetworkLimits networkLimits) {
        this.refreshSession = refreshSession;
        this.endSessions = endSessions;
        this.findSessions = findSessions;
        this.networkLimits = networkLimits;
    }

    /** {@code RefreshSessionInput} and {@code LogoutInput}. */
    record TokenInput(String refreshToken) {

        @Override
        public String toString() {
            return "TokenInput[***]";
        }
    }

    record RevokeSessionInput(String sessionId) {}

    record LogoutEverywhereInput(@Nullable Boolean keepCurrent) {}

    /** {@code EndedSessions}. */
    record EndedSessions(int count) {}

    @DgsQuery
    Connection<OpenSession> mySessions(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        return findSessions.of(
                Callers.caller(environment),
                PageRequest.of(first, after, last, before),
                environment.getSelectionSet().contains("totalCount"));
    }

    @DgsQuery
    Connection<OpenSession> userSessions(
            @InputArgument String userId,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        return findSessions.of(
                Callers.caller(environment),
                userId,
                PageRequest.of(first, after, last, before),
                environment.getSelectionSet().contains("totalCount"));
    }

    @DgsMutation
    Object revokeSession(@InputArgument RevokeSessionInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        boolean isEnded = endSessions.endOne(caller.tenantId(), caller.userId(), input.sessionId(), EndReason.REVOKED);
        SessionRefusal over = SessionRefusal.SESSION_NOT_OPEN;
        return isEnded ? new EndedSession(input.sessionId()) : Refusal.of(over, over.meaning(), "input.sessionId");
    }

    @DgsMutation
    EndedSessions logoutEverywhere(@InputArgument LogoutEverywhereInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return new EndedSessions(endSessions.logoutEverywhere(caller, Boolean.TRUE.equals(input.keepCurrent())));
    }

    @DgsMutation
    Object refreshSession(@InputArgument TokenInput input, DataFetchingEnvironment environment) {
        Client client = Clients.client(environment);
        return networkLimits.hold(
                NetworkRule.REFRESH, client, () -> answer(refreshSession.refresh(input.refreshToken(), client)));
    }

    private static Object answer(RefreshResult result) {
        return switch (result) {
            case RefreshResult.Refreshed(Session session) -> session;
            case RefreshResult.Refused(SessionRefusal reason) -> Refusal.of(reason, reason.meaning());
        };
    }

    @DgsMutation
    Object logout(@InputArgument TokenInput input) {
        EndedSession ended = endSessions.logout(input.refreshToken());
        SessionRefusal invalid = SessionRefusal.REFRESH_TOKEN_INVALID;
        return ended == null ? Refusal.of(invalid, invalid.meaning()) : ended;
    }
}
