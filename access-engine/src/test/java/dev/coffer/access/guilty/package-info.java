/** Classes that break the rules on purpose, so that ArchitectureTest proves that its rules can fail. */
@NullMarked
package dev.coffer.access.guilty;

import org.jspecify.annotations.NullMarked;
