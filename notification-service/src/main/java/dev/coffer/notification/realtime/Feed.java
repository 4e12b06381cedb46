package dev.coffer.notification.realtime;

import java.util.List;
import java.util.Map;

/** What is told in one order to whoever may hear it, and kept for a day: an inbox, or a topic. */
interface Feed {

    String tenantId();

    /** The key of the events that say that there is something new. */
    String key();

    /** The position of what happened last; 0 where nothing ever did. */
    long last();

    /** In order. Of what happened more than a day ago nothing is there: then the first does not follow upon {@code seq}. */
    List<Told> after(long seq, int most);

    /** What begins a stream, or stands for what was missed. */
    Map<String, Object> state();

    /** There is something new up to this position, or may be where it is negative. Never waits. */
    default void heard(long seq) {}
}
