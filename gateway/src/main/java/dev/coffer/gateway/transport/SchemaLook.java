package dev.coffer.gateway.transport;

import dev.coffer.gateway.compose.Supergraph;
import java.util.List;

/** What a look at a schema source shows. */
sealed interface SchemaLook {

    /** Nothing new since the last look. */
    record Unchanged() implements SchemaLook {}

    /** Not all is there to make a schema of. @param missing names what, for operators */
    record Incomplete(String missing) implements SchemaLook {}

    /** New, and wrong. @param errors all of them, for operators */
    record Broken(List<String> errors) implements SchemaLook {
        public Broken {
            errors = List.copyOf(errors);
        }
    }

    /** New, and good. @param hints what its authors may want to know */
    record Fresh(Supergraph supergraph, List<String> hints) implements SchemaLook {
        public Fresh {
            hints = List.copyOf(hints);
        }
    }
}
