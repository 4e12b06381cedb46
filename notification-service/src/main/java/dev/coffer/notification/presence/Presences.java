package dev.coffer.notification.presence;

import dev.coffer.core.errors.CodedException;
import java.util.Collection;
import java.util.List;

/** Who is where, as all replicas say. */
interface Presences {

    /**
     * This replica says who is there, and who is not any more. Whom it does not name again within a minute is forgotten.
     *
     * @throws CodedException UNAVAILABLE where it is not kept
     */
    void tell(Place place, Collection<String> here, Collection<String> gone);

    /** The users who are there, by id, each once. @param most at most so many @throws CodedException UNAVAILABLE */
    List<String> at(Place place, int most);
}
