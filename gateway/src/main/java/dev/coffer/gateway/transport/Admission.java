package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.ForwardedHeaders;

/** Whether a request goes on, as far as its token or API key decides that. */
sealed interface Admission {

    /** @param headers what travels on; an access token where the client sent an API key */
    record Admitted(ForwardedHeaders headers) implements Admission {}

    record Refused(TokenCheck.Objection objection) implements Admission {}
}
