package dev.coffer.kyc.document;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.kyc.file.FileInspection;
import dev.coffer.kyc.file.FileRefusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code PUT} and {@code GET /kyc/documents/{link}}: the bytes of one document. Public, since the link says who may, and open to pages of
 * any origin, since no cookie counts here. A refusal is JSON with {@code code} and {@code message}: 403 for a link that does not
 * count, 409 for one that was used, 413, 415 and 422 for what is no file that is taken, 503 where too many come at once.
 *
 * <p>Metric: {@code coffer.kyc.uploads} by outcome.
 */
@RestController
@CrossOrigin(originPatterns = "*")
class HttpDocuments {

    static final String PATH = "/kyc/documents/";

    private static final Logger LOG = LoggerFactory.getLogger(HttpDocuments.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PIECE = 8 << 10;
    private static final String RETRY_SECONDS = "5";

    private final ReceiveUpload receiveUpload;
    private final ReadDocuments readDocuments;
    private final MeterRegistry meters;

    HttpDocuments(ReceiveUpload receiveUpload, ReadDocuments readDocuments, MeterRegistry meters) {
        this.receiveUpload = receiveUpload;
        this.readDocuments = readDocuments;
        this.meters = meters;
    }

    @PutMapping(PATH + "{link}")
    ResponseEntity<String> receive(@PathVariable String link, HttpServletRequest request) throws IOException {
        DocumentResult result;
        try {
            result = receiveUpload.receive(link, request.getInputStream());
        } catch (RuntimeException failure) {
            if (!StoreFailures.isUnavailable(failure)) {
                throw failure;
            }
            count("unavailable");
            return ResponseEntity.status(503)
                    .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                    .build();
        }
        return switch (result) {
            case DocumentResult.Refused(RefusalCode code) -> {
                count(code.name());
                drain(code, request);
                yield refusal(code);
            }
            case DocumentResult.Done(KycDocument document) -> stored(document);
            case DocumentResult.Linked(KycDocument document, DocumentLink unused) -> stored(document);
        };
    }

    private ResponseEntity<String> stored(KycDocument document) {
        count("stored");
        return json(201)
                .body(JSON.writeValueAsString(
                        Map.of("documentId", document.paper().id())));
    }

    private void count(String outcome) {
        meters.counter("coffer.kyc.uploads", "outcome", outcome.toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Most clients read an answer only once they have sent all; so much is taken and dropped as a file may have. */
    private static void drain(RefusalCode code, HttpServletRequest request) {
        if (code == FileRefusal.KYC_FILE_TOO_SLOW) {
            return;
        }
        try (InputStream rest = request.getInputStream()) {
            byte[] piece = new byte[PIECE];
            long left = FileInspection.MOST_BYTES;
            int got = rest.read(piece);
            while (got > 0 && left > 0) {
                left -= got;
                got = rest.read(piece);
            }
        } catch (IOException gone) {
            LOG.debug("Nobody waits for the answer to a file that was refused", gone);
        }
    }

    @GetMapping(PATH + "{link}")
    void send(@PathVariable String link, HttpServletResponse response) throws IOException {
        switch (readDocuments.open(link)) {
            case ReadDocuments.Opened.Refused(DocumentRefusal code) -> {
                response.setStatus(status(code));
                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                response.getOutputStream().write(JSON.writeValueAsBytes(body(code)));
            }
            case ReadDocuments.Opened.File(Paper paper, Content content, InputStream bytes) -> {
                try (bytes) {
                    heads(response, paper, content);
                    bytes.transferTo(response.getOutputStream());
                }
            }
        }
    }

    /** Saved, never shown in place: what a browser would make of it is nobody's to find out. */
    private static void heads(HttpServletResponse response, Paper paper, Content content) {
        String name = (paper.type() + "-" + paper.side()).toLowerCase(Locale.ROOT) + "."
                + content.type().extension();
        response.setContentType(content.type().contentType());
        response.setContentLengthLong(content.sizeBytes());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private static ResponseEntity<String> refusal(RefusalCode code) {
        ResponseEntity.BodyBuilder answer = json(status(code));
        if (code == DocumentRefusal.KYC_UPLOADS_BUSY) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.body(JSON.writeValueAsString(body(code)));
    }

    private static ResponseEntity.BodyBuilder json(int status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static Map<String, String> body(RefusalCode code) {
        return Map.of("code", code.name(), "message", code.meaning());
    }

    private static int status(RefusalCode code) {
        return switch (code) {
            case FileRefusal.KYC_FILE_TOO_LARGE -> 413;
            case FileRefusal.KYC_FILE_TYPE_UNKNOWN -> 415;
            case FileRefusal.KYC_FILE_TOO_SLOW -> 408;
            case FileRefusal other -> 422;
            case DocumentRefusal.KYC_LINK_USED -> 409;
            case DocumentRefusal.KYC_UPLOADS_BUSY -> 503;
            default -> 403;
        };
    }
}
