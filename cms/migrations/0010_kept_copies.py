
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0003_help_texts'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('upload', models.CharField(max_length=300)),
                ('src', models.CharField(max_length=100)),
                ('bytes', models.PositiveBigIntegerField()),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='kept_file', to='wagtaildocs.document')),
            ],
        ),
        migrations.CreateModel(
            name='KeptPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('upload', models.CharField(max_length=300)),
                ('copies', models.JSONField(default=list)),
                ('why_not', models.CharField(blank=True, max_length=300)),
                ('image', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='kept_picture', to='wagtailimages.image')),
            ],
        ),
    ]
