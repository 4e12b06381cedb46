package dev.coffer.kyc.screening;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Takes a reviewer's word whether a user is the person on a list. It may be taken again and differently; the last word holds, also in
 * later screenings, as long as the list says the same of that person.
 */
final class ResolveMatch {

    private final Screenings screenings;
    private final Verdicts verdicts;
    private final SuspectProfiles profiles;
    private final RecordScreening record;
    private final Transactions transactions;
    private final Clock clock;

    ResolveMatch(
            Screenings screenings,
            Verdicts verdicts,
            SuspectProfiles profiles,
            RecordScreening record,
            Transactions transactions,
            Clock clock) {
        this.screenings = screenings;
        this.verdicts = verdicts;
        this.profiles = profiles;
        this.record = record;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Result {

        record Decided(Screening screening) implements Result {}

        record Refused(ScreeningRefusal code) implements Result {}
    }

    /** @throws CodedException NOT_FOUND where the tenant has no such screening, or it no such match */
    Result resolve(Caller caller, String screeningId, String matchId, Verdict verdict, String reason) {
        return transactions.inTransaction(unit -> {
            Screening screening = screenings.find(unit, caller.tenantId(), screeningId);
            if (screening == null) {
                throw CodedException.notFound("screening", screeningId);
            }
            Match match = screening.match(matchId);
            if (match == null) {
                throw CodedException.notFound("match", matchId);
            }
            if (screening.userId().equals(caller.userId())) {
                return new Result.Refused(ScreeningRefusal.SCREENING_OF_ONESELF);
            }
            Screening newest = screenings.newest(unit, caller.tenantId(), screening.userId());
            if (newest == null || !newest.id().equals(screeningId)) {
                return new Result.Refused(ScreeningRefusal.SCREENING_OUTDATED);
            }
            Match.Decision decision = new Match.Decision(
                    verdict, caller.userId(), reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return new Result.Decided(decide(unit, screening, match.decided(decision), decision));
        });
    }

    private Screening decide(UnitOfWork unit, Screening screening, Match match, Match.Decision decision) {
        String tenantId = screening.tenantId();
        String userId = screening.userId();
        Screening decided = screening.decided(match);
        screenings.decide(unit, decided);
        verdicts.save(unit, tenantId, userId, match);
        String note = decision.verdict() + " for " + match.entryId() + " of " + match.list() + ": " + decision.reason();
        switch (decision.verdict()) {
            case TRUE_POSITIVE -> profiles.suspend(unit, tenantId, userId, decision.by(), note);
            case FALSE_POSITIVE -> profiles.note(unit, tenantId, userId, decision.by(), note);
        }
        record.tellCleared(unit, decided);
        return decided;
    }
}
