package dev.coffer.auth.browser;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.store.StoreFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a person at a page, as a page, to try again where the store is away or everybody signs in at once. */
@RestControllerAdvice(basePackages = {"dev.coffer.auth.browser", "dev.coffer.auth.oauth"})
class HttpPageFailures {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPageFailures.class);
    private static final String LATER = "This cannot be done right now. Try again in a moment.";

    private final HttpPages pages;

    HttpPageFailures(HttpPages pages) {
        this.pages = pages;
    }

    @ExceptionHandler
    ResponseEntity<String> later(RuntimeException failed) {
        boolean isCoded = failed instanceof CodedException coded
                && (coded.code() == CommonError.UNAVAILABLE || coded.code() == CommonError.TOO_MANY_REQUESTS);
        if (!isCoded && !StoreFailures.isUnavailable(failed)) {
            throw failed;
        }
        LOG.warn("A page could not be shown: {}", failed.getMessage());
        return pages.error(HttpStatus.SERVICE_UNAVAILABLE, LATER);
    }
}
