package dev.coffer.kyc.screening;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** What reviewers have decided of entries of lists for a user; it holds in later screenings too. */
interface Verdicts {

    /** The matches as they were decided. */
    List<Match> of(UnitOfWork unit, String tenantId, String userId);

    /** In place of what was decided of that entry before. */
    void save(UnitOfWork unit, String tenantId, String userId, Match decided);

    void delete(UnitOfWork unit, String tenantId, String userId);
}
