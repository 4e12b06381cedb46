package dev.coffer.auth.token;

import dev.coffer.core.errors.CodedException;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the public keys that access tokens are verified with. */
@RestController
class HttpKeySet {

    private static final CacheControl CACHING =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();
    private static final MediaType JWK_SET = MediaType.parseMediaType("application/jwk-set+json");

    private final KeyRing keys;

    HttpKeySet(KeyRing keys) {
        this.keys = keys;
    }

    /** 503 while the keys cannot be read: a verifier keeps the ones it has and asks again. */
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<String> keySet() {
        try {
            return ResponseEntity.ok()
                    .cacheControl(CACHING)
                    .contentType(JWK_SET)
                    .body(keys.publicKeySet());
        } catch (CodedException unavailable) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
    }
}
