/**
 * Everything that this service holds on one person, or what decided one verification, as one file. Other packages say what they hold; this
 * one knows none of them, and streams what they say to whoever has a link.
 */
@NullMarked
package dev.coffer.kyc.export;

import org.jspecify.annotations.NullMarked;
