package dev.coffer.kyc.export;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /kyc/exports/{link}}: everything that is held on one person, or the audit file of one verification. Public, since the link says
 * who may have what: 403 for one that does not count. Where something fails on the way the connection breaks, and the file has no manifest.
 *
 * <p>Metric: {@code coffer.kyc.exports} by outcome.
 */
@RestController
class HttpExports {

    static final String PATH = "/kyc/exports/";

    private final ExportLinks links;
    private final ExportPerson person;
    private final ExportVerification verification;
    private final MeterRegistry meters;

    HttpExports(ExportLinks links, ExportPerson person, ExportVerification verification, MeterRegistry meters) {
        this.links = links;
        this.person = person;
        this.verification = verification;
        this.meters = meters;
    }

    /** What a link leads to. @param name of the file */
    private record Export(String name, Writing writing) {}

    @FunctionalInterface
    private interface Writing {

        void to(OutputStream out) throws IOException;
    }

    @GetMapping(PATH + "{link}")
    void send(@PathVariable String link, HttpServletResponse response) throws IOException {
        ExportLinks.Target target = links.read(link);
        Export export = target == null ? null : of(target);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (export == null) {
            count("refused");
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + export.name() + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        export.writing().to(response.getOutputStream());
        count("sent");
    }

    private @Nullable Export of(ExportLinks.Target target) {
        String verificationId = target.verificationId();
        if (verificationId == null) {
            return new Export("person.zip", out -> person.write(target, out));
        }
        Verification found = verification.find(target, verificationId);
        return found == null
                ? null
                : new Export("verification.zip", out -> verification.write(found, target.by(), out));
    }

    private void count(String outcome) {
        meters.counter("coffer.kyc.exports", "outcome", outcome).increment();
    }
}
