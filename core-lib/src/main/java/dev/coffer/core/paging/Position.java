package dev.coffer.core.paging;

/**
 * A place in a sorted list that stays where it is when others come and go.
 *
 * @param sortKey what the list is sorted by: a BSON value such as a Long, String or java.util.Date
 * @param id tells elements with equal sort keys apart: a BSON value
 */
public record Position(Object sortKey, Object id) {}
