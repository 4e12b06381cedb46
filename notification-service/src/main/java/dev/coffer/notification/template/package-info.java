/**
 * What messages say: templates as data, in the languages of their readers, with places for declared variables. Nothing in a template is
 * evaluated. Used by workflows, which fill them.
 */
@NullMarked
package dev.coffer.notification.template;

import org.jspecify.annotations.NullMarked;
