/**
 * What providers find out about users and their documents, and what follows from it: evidence, and a tier where the rules say so. Looks
 * again at every change of a request, a document or a check; asks providers outside of any transaction. See docs/adr/0072.
 */
@NullMarked
package dev.coffer.kyc.check;

import org.jspecify.annotations.NullMarked;
