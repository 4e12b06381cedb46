package dev.coffer.auth.session;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Refusal;

/** The fields of {@code session.graphqls}. */
@DgsComponent
class SessionFetcher {

    private final RefreshSession refreshSession;
    private final EndSessions endSessions;

    SessionFetcher(RefreshSession refreshSession, EndSessions endSessions) {
        this.refreshSession = refreshSession;
        this.endSessions = endSessions;
    }

    /** {@code RefreshSessionInput} and {@code LogoutInput}. */
    record TokenInput(String refreshToken) {

        @Override
        public String toString() {
            return "TokenInput[***]";
        }
    }

    @DgsMutation
    Object refreshSession(@InputArgument TokenInput input) {
        return switch (refreshSession.refresh(input.refreshToken())) {
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
