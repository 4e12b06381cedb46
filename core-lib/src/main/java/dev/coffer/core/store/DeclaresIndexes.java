package dev.coffer.core.store;

import java.util.List;

/** A Mongo adapter that knows which indexes its queries need. Every bean of this type is asked once at start. */
@FunctionalInterface
public interface DeclaresIndexes {

    List<IndexDeclaration> indexes();
}
