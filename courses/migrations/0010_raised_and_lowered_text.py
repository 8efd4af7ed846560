
import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0008_kinds_of_activity'),
    ]

    operations = [
        migrations.AlterField(
            model_name='lessonpage',
            name='body',
            field=wagtail.fields.StreamField([('text', 0), ('picture', 4), ('key_fact', 7), ('vignette', 13), ('reflection', 15), ('do_dont', 18), ('quotation', 21), ('table', 23), ('content_note', 25), ('download', 28)], blank=True, block_lookup={0: ('cms.blocks.text.TextBlock', (), {}), 1: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Read aloud to those who do not see it. Say what matters in it, in a sentence.', 'label': 'What it shows', 'max_length': 300}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Words beneath it', 'max_length': 300, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 1), ('alt', 2), ('caption', 3)]], {}), 5: ('wagtail.blocks.TextBlock', (), {'label': 'The fact, in a sentence or two', 'max_length': 600, 'rows': 2}), 6: ('wagtail.snippets.blocks.SnippetChooserBlock', ('cms.Source',), {'label': 'Where it comes from', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 5), ('source', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 200}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'superscript', 'subscript', 'ol', 'ul', 'link'], 'label': 'What happens'}), 10: ('wagtail.blocks.CharBlock', (), {'max_length': 300}), 11: ('wagtail.blocks.ListBlock', (10,), {'default': [], 'label': 'Questions to think about', 'required': False}), 12: ('wagtail.blocks.TextBlock', (), {'label': 'What it teaches', 'required': False, 'rows': 2}), 13: ('wagtail.blocks.StructBlock', [[('title', 8), ('story', 9), ('questions', 11), ('teaching_point', 12)]], {}), 14: ('wagtail.blocks.TextBlock', (), {'label': 'What to think about', 'rows': 2}), 15: ('wagtail.blocks.StructBlock', [[('prompt', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (10,), {'default': [], 'label': 'Do'}), 17: ('wagtail.blocks.ListBlock', (10,), {'default': [], 'label': 'Don’t'}), 18: ('wagtail.blocks.StructBlock', [[('do', 16), ('dont', 17)]], {}), 19: ('wagtail.blocks.TextBlock', (), {'label': 'Their words', 'rows': 3}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Whose words they are', 'max_length': 200, 'required': False}), 21: ('wagtail.blocks.StructBlock', [[('text', 19), ('attribution', 20)]], {}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Column of words', 'required': False}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 22)]], {}), 24: ('wagtail.blocks.TextBlock', (), {'label': 'What is coming, and that one may pause', 'rows': 2}), 25: ('wagtail.blocks.StructBlock', [[('text', 24)]], {}), 26: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 27: ('wagtail.blocks.CharBlock', (), {'help_text': 'Or else its own title.', 'label': 'What it is', 'max_length': 200, 'required': False}), 28: ('wagtail.blocks.StructBlock', [[('document', 26), ('title', 27)]], {})}),
        ),
    ]
