package dev.coffer.bonus.offer;

import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;

/** Who entered promo codes that there are not, so that nobody finds codes by trying. */
interface PromoTries {

    /** So many wrong codes in an hour of the clock, and no more are looked at. */
    int MOST = 10;

    Duration WINDOW = Duration.ofHours(1);

    int wrong(UnitOfWork unit, String tenantId, String userId, Instant at);

    void noteWrong(UnitOfWork unit, String tenantId, String userId, Instant at);
}
