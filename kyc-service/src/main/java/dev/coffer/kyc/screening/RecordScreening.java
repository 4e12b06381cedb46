package dev.coffer.kyc.screening;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.screening.list.ListIndex;
import dev.coffer.kyc.screening.list.Listed;
import dev.coffer.kyc.screening.list.OutdatedIndex;
import dev.coffer.kyc.screening.name.BirthDate;
import dev.coffer.kyc.screening.name.MatchRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Looks for a person in an index, and keeps what came of it with what reviewers have decided of it before. */
final class RecordScreening {

    private final Screenings screenings;
    private final Verdicts verdicts;
    private final Outbox outbox;

    RecordScreening(Screenings screenings, Verdicts verdicts, Outbox outbox) {
        this.screenings = screenings;
        this.verdicts = verdicts;
        this.outbox = outbox;
    }

    static List<Match> look(PersonalData person, ListIndex index, MatchRules rules) throws OutdatedIndex {
        List<Match> matches = new ArrayList<>();
        String name = person.givenName() + " " + person.familyName();
        for (Listed found : index.find(name, BirthDate.of(person.birthDate()), rules)) {
            matches.add(Match.of(found, matches.size() + 1));
        }
        return matches;
    }

    /** One that was asked for; does nothing where it is done by now. */
    void finish(UnitOfWork unit, Screening asked, long version, List<Match> found, Instant now) {
        Screening done = done(unit, asked, version, found, now);
        if (screenings.finish(unit, done)) {
            tell(unit, done);
            tellCleared(unit, done);
        }
    }

    /** A request that waited for it can go on. */
    void tellCleared(UnitOfWork unit, Screening screening) {
        if (screening.state() == Screening.State.CLEAR) {
            outbox.add(
                    unit,
                    EventDraft.of(
                            new ScreeningCleared(screening.userId(), screening.id()),
                            screening.userId(),
                            screening.tenantId()));
        }
    }

    /** One that nobody has asked for. @return it as it is kept */
    Screening add(UnitOfWork unit, Screening fresh, long version, List<Match> found, Instant now) {
        Screening done = done(unit, fresh, version, found, now);
        screenings.insert(unit, done);
        tell(unit, done);
        return done;
    }

    private Screening done(UnitOfWork unit, Screening asked, long version, List<Match> found, Instant now) {
        List<Match> known = found.isEmpty() ? List.of() : verdicts.of(unit, asked.tenantId(), asked.userId());
        List<Match> matches = found.stream()
                .map(match -> known.stream()
                        .filter(match::isSameEntry)
                        .findFirst()
                        .map(before -> match.decided(Objects.requireNonNull(before.decision())))
                        .orElse(match))
                .toList();
        return asked.done(version, matches, now);
    }

    private void tell(UnitOfWork unit, Screening done) {
        int open = (int) done.matches().stream()
                .filter(match -> match.decision() == null)
                .count();
        if (open > 0) {
            outbox.add(
                    unit,
                    EventDraft.of(new MatchFound(done.userId(), done.id(), open), done.userId(), done.tenantId()));
        }
    }
}
