package dev.coffer.gateway.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schema element says about itself.
 *
 * @param description the text of the merged description, without quotes
 * @param deprecation the reason when deprecated, else null
 * @param inaccessible true when the element is not in the API schema; the planner still uses it
 * @param access what a caller must show to see it; of an interface, all that its implementers ask for, too
 * @param cost what it costs an operation that asks for it
 * @param directives others that composition keeps
 */
public record About(
        @Nullable String description,
        @Nullable String deprecation,
        boolean inaccessible,
        Access access,
        Cost cost,
        List<AppliedDirective> directives) {
    public static final About NOTHING = new About(null, null, false, Access.OPEN, Cost.UNSAID, List.of());

    public About {
        directives = List.copyOf(directives);
    }

    /** The same with more asked for. */
    About guardedBy(Access more) {
        return more.isOpen()
                ? this
                : new About(description, deprecation, inaccessible, access.and(more), cost, directives);
    }
}
