package dev.coffer.kyc.export;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /kyc/exports/{link}}: everything that is held on one person. Public, since the link says who may: 403 for one that does not
 * count. Where something fails on the way the connection breaks, and the file has no manifest.
 *
 * <p>Metric: {@code coffer.kyc.exports} by outcome.
 */
@RestController
class HttpExports {

    static final String PATH = "/kyc/exports/";

    private final ExportLinks links;
    private final ExportPerson export;
    private final MeterRegistry meters;

    HttpExports(ExportLinks links, ExportPerson export, MeterRegistry meters) {
        this.links = links;
        this.export = export;
        this.meters = meters;
    }

    @GetMapping(PATH + "{link}")
    void send(@PathVariable String link, HttpServletResponse response) throws IOException {
        ExportLinks.Target target = links.read(link);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (target == null) {
            count("refused");
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person.zip\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        export.write(target, response.getOutputStream());
        count("sent");
    }

    private void count(String outcome) {
        meters.counter("coffer.kyc.exports", "outcome", outcome).increment();
    }
}
