package dev.coffer.kyc.screening.list;

import dev.coffer.core.ids.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code PUT /sanctions-lists/{importId}}: public, since the signature in the address says who may. The file is kept as it comes, piece by
 * piece. Answers 202 once it is there as a whole; 403 for a signature that is not good; 409 where the import waits for no file any more;
 * 413 for a file that is too long.
 */
@RestController
class HttpSanctionsFiles {

    static final String PATH = "/sanctions-lists/{importId}";

    private static final int TOO_LARGE = 413;

    private final SanctionsImports imports;
    private final ListFiles files;
    private final UploadTickets tickets;
    private final ScreeningProperties properties;
    private final Ids ids;
    private final Clock clock;

    HttpSanctionsFiles(
            SanctionsImports imports,
            ListFiles files,
            UploadTickets tickets,
            ScreeningProperties properties,
            Ids ids,
            Clock clock) {
        this.imports = imports;
        this.files = files;
        this.tickets = tickets;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    @PutMapping(PATH)
    ResponseEntity<Void> receive(
            @PathVariable String importId,
            @RequestParam String tenant,
            @RequestParam String signature,
            HttpServletRequest request)
            throws IOException {
        if (tenant.isBlank() || !tickets.isGood(tenant, importId, signature)) {
            return ResponseEntity.status(403).build();
        }
        Instant now = clock.instant();
        SanctionsImport wanted = imports.find(tenant, importId);
        if (wanted == null || !wanted.awaitsFile(now)) {
            return ResponseEntity.status(409).build();
        }
        if (request.getContentLengthLong() > properties.mostBytes()) {
            return ResponseEntity.status(TOO_LARGE).build();
        }
        String upload = ids.next();
        long kept = files.keep(tenant, importId, upload, request.getInputStream(), properties.mostBytes());
        if (kept > properties.mostBytes()) {
            return ResponseEntity.status(TOO_LARGE).build();
        }
        return ResponseEntity.status(imports.uploaded(tenant, importId, upload, clock.instant()) ? 202 : 409)
                .build();
    }
}
