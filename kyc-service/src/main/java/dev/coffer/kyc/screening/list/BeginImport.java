package dev.coffer.kyc.screening.list;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Begins to import a version of a list: says where its file is to be sent. */
final class BeginImport {

    private final SanctionsImports imports;
    private final ScreeningProperties properties;
    private final Ids ids;
    private final Clock clock;

    BeginImport(SanctionsImports imports, ScreeningProperties properties, Ids ids, Clock clock) {
        this.imports = imports;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** @return null where another import of this list is under way */
    @Nullable
    SanctionsImport begin(Caller caller, String list, ListFormat format, boolean mayShrink) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SanctionsImport fresh = SanctionsImport.begun(
                ids.next(),
                caller.tenantId(),
                list,
                format,
                mayShrink,
                caller.userId(),
                now,
                now.plus(properties.uploadWithin()));
        return imports.begin(fresh) ? fresh : null;
    }
}
