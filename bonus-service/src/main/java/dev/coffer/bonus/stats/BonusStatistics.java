package dev.coffer.bonus.stats;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was counted so far. */
interface BonusStatistics {

    /** Lines that are read at most. */
    int MOST = 1_000;

    /** The newest day first, then by template and currency; at most {@link #MOST}. @param templateCode null for all */
    List<BonusStat> of(String tenantId, @Nullable String templateCode, LocalDate from, LocalDate to);
}
