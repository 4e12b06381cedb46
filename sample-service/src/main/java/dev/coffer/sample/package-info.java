/** What users keep with this service. */
@NullMarked
package dev.coffer.sample;

import org.jspecify.annotations.NullMarked;
